import type { TimelineSide, TimelineSummary } from '../../core/contract/timeline.js'
import type { RelayAmount, RelayStatus } from './model.js'

/**
 * Says what moves from where to where: what the service tells, over what the app knows. Only `GET /requests/v3` tells
 * amounts; chains come with the first deposit.
 */
export function toRelaySummary(
  { destinationChainId, originChainId, received, requestId, sent }: Partial<RelayStatus>,
  from: TimelineSide | undefined,
  to: TimelineSide | undefined,
): TimelineSummary {
  return {
    ...(requestId && { id: requestId }),
    from: toSide(from, originChainId, sent),
    to: toSide(to, destinationChainId, received),
  }
}

/** Leaves out a number without its currency, which says nothing. */
function toSide(
  known: TimelineSide | undefined,
  chain: number | undefined,
  { amountFormatted, symbol }: RelayAmount = {},
): TimelineSide {
  return {
    ...known,
    ...(chain !== undefined && { chain }),
    ...(symbol && amountFormatted && { amount: amountFormatted, symbol }),
  }
}
