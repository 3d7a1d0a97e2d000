import type { TransactionTopic } from '../../protocols/evm/index.js'
import type { TransactionStatus } from '../../protocols/shared/transaction/transactionStatus.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { createLiveWatch, type LiveSnapshot, type WatchOptions } from '../live/createLiveWatch.js'
import { getNodeEngine, type TransactionPlace } from './getNodeEngine.js'

export interface WatchTransactionStatusParameters extends TransactionPlace, WatchOptions {
  /** `0x` and 64 hexadecimal digits. */
  readonly hash: string
}

/** Follows a transaction outside React, as `useTransactionStatus` does. Returns a function that stops it. */
export function watchTransactionStatus(
  client: OnwireClient,
  parameters: WatchTransactionStatusParameters,
  listener: (snapshot: LiveSnapshot<TransactionStatus>) => void,
): () => void {
  const { hash, pollingIntervalMs, queryClient } = parameters
  const engine = getNodeEngine<TransactionTopic, TransactionStatus>(client, parameters)
  const topic = { kind: 'transaction', chain: engine.protocol.chainId, hash: hash.toLowerCase() } as const
  return createLiveWatch(client, engine, { topic, pollingIntervalMs, queryClient }, listener).stop
}
