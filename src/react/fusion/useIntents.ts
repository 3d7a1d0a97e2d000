'use client'

import { type Intent, intentFeed, type IntentFeedData, type IntentsTopic } from '../../protocols/fusion/index.js'
import { getFusionEngine } from './getFusionEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { useEngineFeed, type LiveFeed, type LiveFeedOptions } from '../live/useEngineFeed.js'

/** Nobody can be asked for them: there is nothing to poll. */
export interface UseIntentsParameters extends Omit<
  LiveFeedOptions<IntentsTopic, Intent, Intent>,
  'pollingIntervalMs' | 'priority' | 'select'
> {
  /** Which Fusion coordinator, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

export type UseIntentsReturnType = LiveFeed<Intent>

const topic: IntentsTopic = { kind: 'intents' }
const toShown = (intent: Intent) => intent

/**
 * All of a coordinator's intents, as they come and change, from the moment that somebody looks.
 * They come by the socket alone: while it is down they stay as they were, and `connection.isStale` says so.
 */
export function useIntents({ protocolId, ...options }: UseIntentsParameters = {}): UseIntentsReturnType {
  return useEngineFeed(
    getFusionEngine<IntentsTopic, IntentFeedData>(useOnwire(), protocolId),
    topic,
    intentFeed,
    toShown,
    options,
  )
}
