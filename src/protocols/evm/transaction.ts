import type { State } from '../../core/contract/protocol.js'
import { isSameJson } from '../../core/utils/json.js'
import { isTransactionStatus, type TransactionStatus } from '../shared/transaction/transactionStatus.js'
import type { EvmRest } from './rest.js'
import type { TransactionTopic } from './topic.js'

/** One transaction. The code that reads it is loaded with the first one. */
export function createTransactionState(
  topic: TransactionTopic,
  rest: EvmRest,
  confirmations: number,
): State<TransactionTopic, TransactionStatus> {
  const hash = topic.hash.toLowerCase()
  return {
    async fetch(_, { current, request }) {
      const { readByRpc } = await import('./reader.js')
      return readByRpc(hash, current, confirmations, (calls) => rest.ask(calls, request), rest)
    },
    merge: (previous, next) =>
      previous && (next.head < previous.head || isSameJson(next, previous)) ? previous : next,
    // The socket pushes no transactions: nothing that a poll brings was missing there.
    hasMoved: () => false,
    // A dropped one may be sent again.
    finality: ({ isFinal, status }) => (isFinal ? 'final' : status === 'dropped' ? { afterMs: 0 } : 'open'),
    revive: (value) => (isTransactionStatus(value) && value.hash === hash ? value : undefined),
  }
}
