import type { Priority } from '../../core/topic/liveTopicContract.js'
import type { FeedData } from '../../core/contract/feed.js'
import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import type { LogsTopic } from '../../protocols/shared/logs/logsTopic.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getLogsEngine } from './getLogsEngine.js'
import { liveQueryOptions, type LiveQueryOverrides, type LiveQueryOptions } from '../live/liveQueryOptions.js'
import { type LogsSelection, toLogsTopic } from './toLogsTopic.js'

export interface LogEventsQueryParameters<Selected = FeedData<LogEvent>> extends LogsSelection {
  /** How many logs are kept, the newest; 100 by default. */
  readonly limit?: number | undefined
  /** Which endpoint, by its `id`; the first that has the chain by default. */
  readonly protocolId?: string | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
  /** `'low'` for what is out of view: other topics are asked for first. `'high'` by default. */
  readonly priority?: Priority | undefined
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
  const { limit, pollingIntervalMs, priority, query } = parameters
  const topic = toLogsTopic(parameters)
  return liveQueryOptions(client, getLogsEngine(client, parameters), {
    topic,
    limit,
    pollingIntervalMs,
    priority,
    query,
  })
}
