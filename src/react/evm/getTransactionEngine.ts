import type { Engine } from '../../core/engine/engine.js'
import type { EvmProtocol, TransactionTopic } from '../../protocols/evm/index.js'
import type { TransactionStatus } from '../../protocols/shared/transaction/transactionStatus.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'

export type TransactionEngine = Engine<TransactionTopic, TransactionStatus> & {
  readonly protocol: Pick<EvmProtocol, 'chainId'>
}

/** Where a transaction is. */
export interface TransactionPlace {
  /** The chain's id. By default the chain of the app's first node. */
  readonly chain?: number | undefined
  /** Which node, by its `id`; the first one of the chain by default. */
  readonly protocolId?: string | undefined
}

/** The engine of a node, typed for transactions. Throws `NO_PROTOCOL`. */
export function getTransactionEngine(client: OnwireClient, { chain, protocolId }: TransactionPlace): TransactionEngine {
  const isIt = (engine: Engine): engine is TransactionEngine =>
    isOfNode(engine) && (chain === undefined || engine.protocol.chainId === chain)
  return getRuntime(client).getEngine(isIt, 'evm', protocolId)
}

/** Nothing for no hash. */
export function toTransactionTopic(
  { protocol: { chainId } }: TransactionEngine,
  hash: string | undefined,
): TransactionTopic | undefined {
  return hash ? { kind: 'transaction', chain: chainId, hash: hash.toLowerCase() } : undefined
}

function isOfNode(engine: Engine): engine is TransactionEngine {
  return engine.protocol.name === 'evm'
}
