import type { Priority } from '../../core/topic/liveTopicContract.js'
import type { Intent, IntentTopic } from '../../protocols/fusion/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getFusionEngine } from './getFusionEngine.js'
import { liveQueryOptions, type LiveQueryOverrides, type LiveQueryOptions } from '../live/liveQueryOptions.js'
import { toQueryKey, type LiveQueryKey } from '../client/queryKey.js'

export interface IntentQueryParameters<Selected = Intent> {
  /** A query waits for one while it is empty. */
  readonly intentId: string
  /** Which Fusion coordinator, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
  /** `'low'` for what is out of view: other topics are asked for first. `'high'` by default. */
  readonly priority?: Priority | undefined
  readonly query?: LiveQueryOverrides<IntentTopic, Intent, Selected> | undefined
}

export interface IntentQueryOptions<Selected = Intent> extends LiveQueryOptions<IntentTopic, Intent, Selected> {}

/**
 * For prefetching, Suspense and hydration: a query with these options is live, whoever observes it.
 *
 * `useSuspenseQuery(intentQueryOptions(onwire, { intentId }))`
 */
export function intentQueryOptions<Selected = Intent>(
  client: OnwireClient,
  parameters: IntentQueryParameters<Selected>,
): IntentQueryOptions<Selected> {
  const { intentId, pollingIntervalMs, priority, protocolId, query } = parameters
  const topic: IntentTopic = { kind: 'intent', intentId }
  return liveQueryOptions(client, getFusionEngine<IntentTopic, Intent>(client, protocolId), {
    topic,
    enabled: intentId !== '',
    pollingIntervalMs,
    priority,
    query,
  })
}

/**
 * The key that these options have, to invalidate or to read by.
 * `protocolId` is the coordinator's id, `'fusion'` by default.
 */
export function intentQueryKey(parameters: {
  readonly intentId: string
  readonly protocolId?: string
}): LiveQueryKey<IntentTopic> {
  return toQueryKey(parameters.protocolId ?? 'fusion', { kind: 'intent', intentId: parameters.intentId })
}
