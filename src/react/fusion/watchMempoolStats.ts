import type { MempoolStatsData, MempoolStatsTopic } from '../../protocols/fusion/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { createLiveWatch, type LiveSnapshot, type WatchOptions } from '../live/createLiveWatch.js'
import { getFusionEngine } from './getFusionEngine.js'

/** Nobody can be asked for them: there is nothing to poll. */
export interface WatchMempoolStatsParameters extends Omit<WatchOptions, 'pollingIntervalMs'> {
  /** The Fusion coordinator's `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

const topic: MempoolStatsTopic = { kind: 'stats' }

/**
 * Follows how many intents a coordinator has, outside React, as `useMempoolStats` does. While the socket is down they
 * stay as they were, and `connection.isStale` says so. Returns a function that stops it.
 */
export function watchMempoolStats(
  client: OnwireClient,
  parameters: WatchMempoolStatsParameters,
  listener: (snapshot: LiveSnapshot<MempoolStatsData>) => void,
): () => void {
  const { protocolId, queryClient } = parameters
  const engine = getFusionEngine<MempoolStatsTopic, MempoolStatsData>(client, protocolId)
  return createLiveWatch(client, engine, { topic, queryClient }, listener).stop
}
