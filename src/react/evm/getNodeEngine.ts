import type { Topic } from '../../core/contract/topic.js'
import type { Engine } from '../../core/engine/engine.js'
import type { EvmData, EvmProtocol, EvmTopic, TransactionTopic } from '../../protocols/evm/index.js'
import type { TransactionStatus } from '../../protocols/shared/transaction/transactionStatus.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'

type NodeEngine<T extends Topic, Data> = Engine<T, Data> & { readonly protocol: Pick<EvmProtocol, 'chainId'> }

export type TransactionEngine = NodeEngine<TransactionTopic, TransactionStatus>

/** Where a transaction, or a block, is. */
export interface TransactionPlace {
  /** The chain's id. By default the chain of the app's first node. */
  readonly chain?: number | undefined
  /** Which node, by its `id`; the first one of the chain by default. */
  readonly protocolId?: string | undefined
}

/** The engine of a node, typed for one kind of topic. Throws `NO_PROTOCOL`. */
export function getNodeEngine<T extends EvmTopic, Data extends EvmData>(
  client: OnwireClient,
  { chain, protocolId }: TransactionPlace,
): NodeEngine<T, Data> {
  const isIt = (engine: Engine): engine is NodeEngine<T, Data> =>
    isOfNode<T, Data>(engine) && (chain === undefined || engine.protocol.chainId === chain)
  return getRuntime(client).getEngine(isIt, 'evm', protocolId)
}

/** Nothing for no hash. */
export function toTransactionTopic(
  { protocol: { chainId } }: TransactionEngine,
  hash: string | undefined,
): TransactionTopic | undefined {
  return hash ? { kind: 'transaction', chain: chainId, hash: hash.toLowerCase() } : undefined
}

function isOfNode<T extends EvmTopic, Data extends EvmData>(engine: Engine): engine is NodeEngine<T, Data> {
  return engine.protocol.name === 'evm'
}
