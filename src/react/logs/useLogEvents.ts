'use client'

import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import type { LogsTopic } from '../../protocols/shared/logs/logsTopic.js'
import { getLogsEngine } from './getLogsEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { type LogsSelection, toLogsTopic } from './toLogsTopic.js'
import { type LiveFeed, type LiveFeedOptions, useEngineFeed } from '../live/useEngineFeed.js'

export interface UseLogEventsParameters<Shown = LogEvent>
  extends LogsSelection, Omit<LiveFeedOptions<LogsTopic, LogEvent, Shown>, 'select'> {
  /** Makes the shown value of a log, such as `withBigInts`; the cache keeps the log. Called for the logs in view. */
  readonly select?: ((event: LogEvent) => Shown) | undefined
  /** Which endpoint, by its `id`; the first that has the chain by default. */
  readonly protocolId?: string | undefined
}

export type UseLogEventsReturnType<Shown = LogEvent> = LiveFeed<Shown>

/**
 * Follows the log events of a contract (`address`) or an event (`eventSelector`): each once, in the chain's order, with
 * gaps where some are missing. Without either it is disabled.
 */
export function useLogEvents(parameters: UseLogEventsParameters): UseLogEventsReturnType
export function useLogEvents<Shown>(
  parameters: UseLogEventsParameters<Shown> & { readonly select: (event: LogEvent) => Shown },
): UseLogEventsReturnType<Shown>
export function useLogEvents<Shown>(
  parameters: UseLogEventsParameters<Shown>,
): UseLogEventsReturnType<Shown | LogEvent> {
  const engine = getLogsEngine(useOnwire(), parameters)
  const { select = itself, ...options } = parameters
  return useEngineFeed<LogsTopic, LogEvent, Shown | LogEvent>(
    engine,
    toLogsTopic(parameters),
    engine.protocol.feed,
    select,
    options,
  )
}

const itself = (event: LogEvent) => event
