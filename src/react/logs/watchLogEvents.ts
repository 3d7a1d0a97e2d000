import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import type { LogsTopic } from '../../protocols/shared/logs/logsTopic.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { type LiveFeedSnapshot, type WatchFeedOptions, watchLiveFeed } from '../live/watchLiveFeed.js'
import { getLogsEngine } from './getLogsEngine.js'
import { type LogsSelection, toLogsTopic } from './toLogsTopic.js'

export interface WatchLogEventsParameters<Shown = LogEvent>
  extends LogsSelection, WatchFeedOptions<LogsTopic, LogEvent, Shown> {
  /** The endpoint's `id`; the first that has the chain by default. */
  readonly protocolId?: string | undefined
}

/**
 * Follows the log events of a contract (`address`) or an event (`eventSelector`) outside React, as `useLogEvents` does.
 * Without either nothing is followed. Returns a function that stops it.
 */
export function watchLogEvents(
  client: OnwireClient,
  parameters: WatchLogEventsParameters,
  listener: (snapshot: LiveFeedSnapshot<LogEvent>) => void,
): () => void
export function watchLogEvents<Shown>(
  client: OnwireClient,
  parameters: WatchLogEventsParameters<Shown> & { readonly select: (event: LogEvent) => Shown },
  listener: (snapshot: LiveFeedSnapshot<Shown>) => void,
): () => void
export function watchLogEvents<Shown>(
  client: OnwireClient,
  parameters: WatchLogEventsParameters<Shown>,
  listener: (snapshot: LiveFeedSnapshot<Shown | LogEvent>) => void,
): () => void {
  const engine = getLogsEngine(client, parameters)
  const { select = itself, ...options } = parameters
  const followed = { ...options, select, topic: toLogsTopic(parameters), feed: engine.protocol.feed }
  return watchLiveFeed<LogsTopic, LogEvent, Shown | LogEvent>(client, engine, followed, listener)
}

const itself = (event: LogEvent) => event
