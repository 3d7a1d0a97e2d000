import type { BlockHead, HeadTopic } from '../../protocols/evm/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { createLiveWatch, type LiveSnapshot, type WatchOptions } from '../live/createLiveWatch.js'
import { getNodeEngine, type TransactionPlace } from './getNodeEngine.js'

export interface WatchBlockHeadParameters extends TransactionPlace, WatchOptions {}

/** Follows a chain's newest block outside React, as `useBlockHead` does. Returns a function that stops it. */
export function watchBlockHead(
  client: OnwireClient,
  parameters: WatchBlockHeadParameters,
  listener: (snapshot: LiveSnapshot<BlockHead>) => void,
): () => void {
  const { pollingIntervalMs, queryClient } = parameters
  const engine = getNodeEngine<HeadTopic, BlockHead>(client, parameters)
  const topic = { kind: 'head', chain: engine.protocol.chainId } as const
  return createLiveWatch(client, engine, { topic, pollingIntervalMs, queryClient }, listener).stop
}
