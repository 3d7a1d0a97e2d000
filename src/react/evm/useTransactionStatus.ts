'use client'

import type { TransactionTopic } from '../../protocols/evm/index.js'
import type { TransactionStatus } from '../../protocols/shared/transaction/transactionStatus.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { useEngineState, type LiveState, type LiveStateOptions } from '../live/useEngineState.js'
import { getNodeEngine, type TransactionPlace, toTransactionTopic } from './getNodeEngine.js'

export interface UseTransactionStatusParameters<Selected = TransactionStatus>
  extends TransactionPlace, LiveStateOptions<TransactionTopic, TransactionStatus, Selected> {
  /** `0x` and 64 hexadecimal digits. Undefined, or an empty text, disables the hook. */
  readonly hash: string | undefined
}

export type UseTransactionStatusReturnType<Selected = TransactionStatus> = LiveState<Selected>

/**
 * A transaction on its chain: sent, in a block, its confirmations, replaced, dropped, reverted, re-organised. It is
 * asked for with each new block where the node has a socket, at most every 2 s, and polled where it has none.
 */
export function useTransactionStatus<Selected = TransactionStatus>(
  parameters: UseTransactionStatusParameters<Selected>,
): UseTransactionStatusReturnType<NoInfer<Selected>> {
  const { chain, hash, protocolId, ...options } = parameters
  const engine = getNodeEngine<TransactionTopic, TransactionStatus>(useOnwire(), { chain, protocolId })
  return useEngineState(engine, toTransactionTopic(engine, hash), options)
}
