import type { FeedData } from '../../core/contract/feed.js'
import type { LogEvent, LogsTopic } from '../../protocols/covalent/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getCovalentEngine } from './getCovalentEngine.js'
import { liveQueryOptions, type LiveQueryOverrides, type LiveQueryOptions } from '../live/liveQueryOptions.js'
import { toQueryKey, type LiveQueryKey } from '../client/queryKey.js'
import { type LogsSelection, toLogsTopic } from './toLogsTopic.js'

export interface LogEventsQueryParameters<Selected = FeedData<LogEvent>> extends LogsSelection {
  /** How many logs are kept, the newest; 100 by default. */
  readonly limit?: number | undefined
  /** Which Covalent endpoint, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
  readonly query?: LiveQueryOverrides<LogsTopic, FeedData<LogEvent>, Selected> | undefined
}

export interface LogEventsQueryOptions<Selected = FeedData<LogEvent>> extends LiveQueryOptions<
  LogsTopic,
  FeedData<LogEvent>,
  Selected
> {}

/**
 * For prefetching, Suspense and hydration: a query with these options is live, whoever observes it.
 */
export function logEventsQueryOptions<Selected = FeedData<LogEvent>>(
  client: OnwireClient,
  parameters: LogEventsQueryParameters<Selected>,
): LogEventsQueryOptions<Selected> {
  const { limit, pollingIntervalMs, protocolId, query } = parameters
  const topic = toLogsTopic(parameters)
  return liveQueryOptions(client, getCovalentEngine(client, protocolId), { topic, limit, pollingIntervalMs, query })
}

/**
 * The key that these options have, to invalidate or to read by.
 * `protocolId` is the endpoint's id, `'covalent'` by default.
 */
export function logEventsQueryKey(
  parameters: LogsSelection & { readonly protocolId?: string | undefined },
): LiveQueryKey<LogsTopic> {
  return toQueryKey(parameters.protocolId ?? 'covalent', toLogsTopic(parameters) ?? null)
}
