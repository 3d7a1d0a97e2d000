'use client'

import type { LogEvent, LogsTopic } from '../../protocols/covalent/index.js'
import { getCovalentEngine } from './getCovalentEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { type LogsSelection, toLogsTopic } from './toLogsTopic.js'
import { type LiveFeed, type LiveFeedOptions, useEngineFeed } from '../live/useEngineFeed.js'

export interface UseLogEventsParameters<Shown = LogEvent>
  extends LogsSelection, Omit<LiveFeedOptions<LogsTopic, LogEvent, Shown>, 'select'> {
  /** What is shown of a log, such as `withBigInts`; the cache keeps it as it was told. Called for what is looked at. */
  readonly select?: ((event: LogEvent) => Shown) | undefined
  /** Which Covalent endpoint, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
}

export interface UseLogEventsReturnType<Shown = LogEvent> extends LiveFeed<Shown> {}

/**
 * The log events of a contract (`address`) or an event (`topic`), live: each once, in the chain's order, with what is missing shown as gaps.
 * Without either it is disabled.
 */
export function useLogEvents(parameters: UseLogEventsParameters): UseLogEventsReturnType
export function useLogEvents<Shown>(
  parameters: UseLogEventsParameters<Shown> & { readonly select: (event: LogEvent) => Shown },
): UseLogEventsReturnType<Shown>
export function useLogEvents<Shown>(
  parameters: UseLogEventsParameters<Shown>,
): UseLogEventsReturnType<Shown | LogEvent> {
  const engine = getCovalentEngine(useOnwire(), parameters.protocolId)
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
