import type { State } from '../../core/contract/protocol.js'
import type { AskJson } from '../shared/askJson.js'
import { isRelayDeposits, type RelayDeposits } from './deposits.js'
import { type RelayDepositsTopic, toDepositsKey } from './depositsTopic.js'
import { mergeRelayDeposits } from './mergeDeposits.js'
import type { RelayStatus } from './model.js'
import { createStatusState } from './state.js'

/** A page that is on a bridge never loads what asks the service. */
export function createDepositsState(
  topic: RelayDepositsTopic,
  ask: AskJson,
  id: string,
  refundGraceMs: number,
): State<RelayDepositsTopic, RelayDeposits> {
  const depositAddress = toDepositsKey(topic)
  // An end is an end, whoever lists the request.
  const toFinality = (request: RelayStatus) =>
    createStatusState({ kind: 'status', requestId: request.requestId }, ask, refundGraceMs).finality(request)
  return {
    async fetch(_, context) {
      const { fetchDeposits } = await import('./fetchDeposits.js')
      return fetchDeposits({ ask, depositAddress, id, isFinal: (each) => toFinality(each) === 'final' }, context)
    },
    merge: mergeRelayDeposits,
    hasMoved: (from, to) =>
      to.requests.some(({ requestId, status }) => {
        const known = from.requests.find((request) => request.requestId === requestId)
        return known?.status !== status && (!known || status !== 'waiting')
      }),
    // An open address takes further deposits for ever; a strict one is for one order.
    finality({ requests }) {
      const isStrict = requests.some(({ depositAddress }) => depositAddress?.depositAddressType === 'strict')
      const current = requests.filter(({ supersededBy }) => !supersededBy).at(-1)
      return isStrict && current ? toFinality(current) : 'open'
    },
    // In a cache there may be another address under this one's key.
    revive: (value) => (isRelayDeposits(value) && value.depositAddress === depositAddress ? value : undefined),
  }
}
