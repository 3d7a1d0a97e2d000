'use client'

import { useQueries, useQueryClient } from '@tanstack/react-query'
import type { FeedData } from '../../core/contract/feed.js'
import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { neutralOptions } from '../live/neutralOptions.js'
import { useEngineState } from '../live/useEngineState.js'
import { getLogsEngine, type LogsEngine } from './getLogsEngine.js'
import { type LogsSelection, toLogsTopic } from './toLogsTopic.js'

export interface UseLogFollowUpsParameters<Answer> extends LogsSelection {
  /**
   * Names the thing that a log is followed up by, such as `nft/0x…/42`: equal texts are called for once, also by other
   * components. Undefined for a log that calls for nothing.
   */
  readonly toKey: (event: LogEvent) => string | undefined
  /**
   * Makes the call, such as one of `nft_metadata` through the app's own server, which has the key. Its answer is cached
   * as JSON. `signal` aborts once nobody looks any more, or the log has left the chain. Where it rejects it is called
   * twice more, ever more slowly.
   */
  readonly call: (event: LogEvent, signal: AbortSignal) => Promise<Answer>
  /**
   * The number of blocks on top of a log's own before it is followed up; or `'settled'`, once answers of the service's
   * REST API have confirmed it, which may take a minute. `'settled'` by default.
   */
  readonly confirmations?: number | 'settled' | undefined
  /** How many logs are looked at, the newest: at most so many calls are made for them. 100 by default. */
  readonly limit?: number | undefined
  /** Follows the logs; true by default. */
  readonly enabled?: boolean | undefined
  /** Which endpoint, by its `id`; the first that has the chain by default. */
  readonly protocolId?: string | undefined
}

/** A log, and the answer to the call that it was followed up by. */
export interface LogFollowUp<Answer> {
  readonly event: LogEvent
  /** `waiting`: it isn't confirmed yet. `pending`: the call waits for its turn, or is under way. */
  readonly status: 'waiting' | 'pending' | 'error' | 'success'
  readonly data: Answer | undefined
  /** Why the call failed, after the last try. */
  readonly error: Error | null
}

/** So many calls are under way for one component: the endpoint has room for four requests, and the list needs some. */
const mostAtOnce = 2

/**
 * Makes one call for each log that calls for one, as a minted NFT calls for its name and picture.
 *
 * - The result has the matching logs, newest first, without those that a re-organised chain has taken back.
 * - Calls are made within the budget of the logs' endpoint, in their turn and two at a time, so that the list goes on
 *   where they hang; each once, for as long as TanStack Query keeps the answer.
 */
export function useLogFollowUps<Answer>(parameters: UseLogFollowUpsParameters<Answer>): readonly LogFollowUp<Answer>[] {
  const { call, confirmations = 'settled', enabled, limit = 100, toKey } = parameters
  const engine = getLogsEngine(useOnwire(), parameters)
  const queryClient = useQueryClient()
  const { data } = useEngineState(engine, toLogsTopic(parameters), { enabled, query: { meta: { limit } } })
  const found = data ? findLogs(engine, data, limit).flatMap((event) => toMatch(event, toKey(event))) : []
  // Several logs may call for one thing: the first that was confirmed brings it.
  const wanted = new Map<string, LogEvent>()
  for (const { event, key } of found) if (data && isConfirmed(event, data, confirmations)) wanted.set(key, event)
  const keys = [...wanted.keys()]
  const toQueryKey = (key: string) => ['onwire', engine.protocol.id, 'followUp', key]
  const isPending = (key: string) => (queryClient.getQueryState(toQueryKey(key))?.status ?? 'pending') === 'pending'
  // The oldest first: newer ones don't take the turn of those that are under way.
  const waiting = new Set(keys.filter(isPending).slice(0, -mostAtOnce))
  const results = useQueries({
    queries: [...wanted].map(([key, event]) => ({
      ...neutralOptions,
      queryKey: toQueryKey(key),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        callInTurn(engine, signal, (both) => call(event, both)),
      enabled: enabled !== false && !waiting.has(key),
      staleTime: Infinity,
      retry: 2,
      networkMode: 'always' as const,
    })),
  })
  return found.map(({ event, key }) => {
    const result = results.find((_, place) => keys.indexOf(key) === place)
    return {
      event,
      status: result?.status ?? 'waiting',
      data: result?.data,
      error: result?.error ?? null,
    }
  })
}

function toMatch(event: LogEvent, key: string | undefined) {
  return key === undefined ? [] : [{ event, key }]
}

function findLogs({ protocol }: LogsEngine, { items, removed }: FeedData<LogEvent>, limit: number) {
  const gone = new Set(removed)
  const logs = items.slice(-limit).filter((event) => !gone.has(protocol.feed.identity(event)))
  return logs.reduceRight<readonly LogEvent[]>((newer, event) => [...newer, event], [])
}

function isConfirmed(
  { block_height }: LogEvent,
  { askedTo = 0, checkedTo = -1, items }: FeedData<LogEvent>,
  confirmations: number | 'settled',
): boolean {
  if (confirmations === 'settled') return block_height <= checkedTo
  return Math.max(askedTo, items.at(-1)?.block_height ?? 0) - block_height >= confirmations
}

/** Nobody may look any more once it is its turn. */
function callInTurn<Answer>(
  { ask, environment }: LogsEngine,
  signal: AbortSignal,
  call: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  return ask(async (closed) => {
    const both = new AbortController()
    const abort = () => both.abort(signal.reason ?? closed.reason)
    for (const each of [signal, closed]) {
      if (each.aborted) throw each.reason
      each.addEventListener('abort', abort, { once: true })
    }
    try {
      return await call(both.signal)
    } finally {
      for (const each of [signal, closed]) each.removeEventListener('abort', abort)
    }
  }, environment.clock.now())
}
