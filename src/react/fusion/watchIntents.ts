import { type Intent, intentFeed, type IntentFeedData, type IntentsTopic } from '../../protocols/fusion/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { type LiveFeedSnapshot, type WatchFeedOptions, watchLiveFeed } from '../live/watchLiveFeed.js'
import { getFusionEngine } from './getFusionEngine.js'

/** Nobody can be asked for them: there is nothing to poll. */
export interface WatchIntentsParameters extends Omit<
  WatchFeedOptions<IntentsTopic, Intent, Intent>,
  'pollingIntervalMs' | 'select'
> {
  /** The Fusion coordinator's `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

const topic: IntentsTopic = { kind: 'intents' }
const toShown = (intent: Intent) => intent

/**
 * Follows all of a coordinator's intents outside React, as `useIntents` does. While the socket is down they stay as
 * they were, and `connection.isStale` says so. Returns a function that stops it.
 */
export function watchIntents(
  client: OnwireClient,
  parameters: WatchIntentsParameters,
  listener: (snapshot: LiveFeedSnapshot<Intent>) => void,
): () => void {
  const { protocolId, ...options } = parameters
  const engine = getFusionEngine<IntentsTopic, IntentFeedData>(client, protocolId)
  return watchLiveFeed(client, engine, { ...options, topic, feed: intentFeed, select: toShown }, listener)
}
