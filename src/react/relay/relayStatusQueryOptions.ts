import type { Priority } from '../../core/topic/liveTopicContract.js'
import type { RelayStatus, RelayTopic } from '../../protocols/relay/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRelayEngine } from './getRelayEngine.js'
import { liveQueryOptions, type LiveQueryOverrides, type LiveQueryOptions } from '../live/liveQueryOptions.js'
import { toQueryKey, type LiveQueryKey } from '../client/queryKey.js'

export interface RelayStatusQueryParameters<Selected = RelayStatus> {
  /** The id that Relay's quote gave: `0x…`. A query waits for one while it is empty. */
  readonly requestId: string
  /** Which Relay endpoint, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
  /** `'low'` for what is out of view: other topics are asked for first. `'high'` by default. */
  readonly priority?: Priority | undefined
  readonly query?: LiveQueryOverrides<RelayTopic, RelayStatus, Selected> | undefined
}

export interface RelayStatusQueryOptions<Selected = RelayStatus> extends LiveQueryOptions<
  RelayTopic,
  RelayStatus,
  Selected
> {}

/**
 * For prefetching, Suspense and hydration: a query with these options is live, whoever observes it.
 *
 * `useSuspenseQuery(relayStatusQueryOptions(onwire, { requestId }))`
 */
export function relayStatusQueryOptions<Selected = RelayStatus>(
  client: OnwireClient,
  parameters: RelayStatusQueryParameters<Selected>,
): RelayStatusQueryOptions<Selected> {
  const { pollingIntervalMs, priority, protocolId, query, requestId } = parameters
  const topic: RelayTopic = { kind: 'status', requestId }
  return liveQueryOptions(client, getRelayEngine(client, protocolId), {
    topic,
    enabled: requestId !== '',
    pollingIntervalMs,
    priority,
    query,
  })
}

/**
 * The key that these options have, to invalidate or to read by.
 * `protocolId` is the endpoint's id, `'relay'` by default.
 */
export function relayStatusQueryKey(parameters: {
  readonly requestId: string
  readonly protocolId?: string
}): LiveQueryKey<RelayTopic> {
  return toQueryKey(parameters.protocolId ?? 'relay', { kind: 'status', requestId: parameters.requestId })
}
