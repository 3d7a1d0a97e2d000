import type { Intent, IntentTopic } from '../../protocols/fusion/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { createLiveWatch, type LiveSnapshot, type WatchOptions } from '../live/createLiveWatch.js'
import { getFusionEngine } from './getFusionEngine.js'

export interface WatchIntentParameters extends WatchOptions {
  readonly intentId: string
  /** The Fusion coordinator's `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

/** Follows a Fusion intent outside React, as `useIntent` does. Returns a function that stops it. */
export function watchIntent(
  client: OnwireClient,
  parameters: WatchIntentParameters,
  listener: (snapshot: LiveSnapshot<Intent>) => void,
): () => void {
  const { pollingIntervalMs, protocolId, queryClient, intentId } = parameters
  const topic: IntentTopic = { kind: 'intent', intentId }
  const engine = getFusionEngine<IntentTopic, Intent>(client, protocolId)
  return createLiveWatch(client, engine, { topic, pollingIntervalMs, queryClient }, listener).stop
}
