import type { TimelineSide, TimelineSummary } from '../../core/contract/timeline.js'
import type { Intent } from './model.js'

/** Says from where to where. Amounts are told in a token's smallest unit, without the token: they aren't said here. */
export function toIntentSummary({ fromChain, intentId, toChain }: Intent): TimelineSummary {
  return { id: intentId, ...toSide('from', fromChain), ...toSide('to', toChain) }
}

function toSide(name: 'from' | 'to', chain: TimelineSide['chain'] | undefined): Partial<TimelineSummary> {
  return chain === undefined ? {} : { [name]: { chain } }
}
