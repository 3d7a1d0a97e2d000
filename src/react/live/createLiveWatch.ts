import { notifyManager, QueryObserver, type QueryClient } from '@tanstack/react-query'
import { toMistake } from '../../core/contract/errors.js'
import type { ConnectionInfo, TopicInfo } from '../../core/contract/status.js'
import type { Topic } from '../../core/contract/topic.js'
import type { Engine } from '../../core/engine/engine.js'
import { idleInfo } from '../../core/topic/topicInfo.js'
import { protect } from '../../core/utils/protect.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'
import type { LiveError } from './liveError.js'
import { liveQueryOptions, type LiveQueryParameters } from './liveQueryOptions.js'

export interface WatchOptions {
  /** The app's cache; the one of `createOnwire({ queryClient })` by default. */
  readonly queryClient?: QueryClient | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
}

/** One moment of a topic: all of it was true at once. */
export interface LiveSnapshot<Data> {
  /** The newest that is known. It stays through errors. */
  readonly data: Data | undefined
  /** The reason why the last request failed; the next one that succeeds, and every push, clears it. */
  readonly error: LiveError | null
  /** True when the end has been reached. What the service says late all the same still replaces `data`. */
  readonly isSettled: boolean
  readonly connection: ConnectionInfo & Omit<TopicInfo, 'isSettled'>
}

export interface LiveWatch<T extends Topic, Data, Selected> {
  /** Goes on with other options for the same topic, and calls the listener. */
  update(parameters: LiveQueryParameters<T, Data, Selected>): void
  stop(): void
}

/**
 * Reads one topic outside React, through the cache of the hooks. An undefined topic is followed by nobody.
 *
 * - The listener is called for the first time after this has returned, then for each moment that differs from the last.
 * - One that throws harms nobody. Nobody is called after `stop`.
 * - On a server it is called once, with what the cache holds: nothing is opened, asked or remembered.
 */
export function createLiveWatch<T extends Topic, Data, Selected = Data>(
  client: OnwireClient,
  engine: Engine<T, Data>,
  parameters: LiveQueryParameters<T, Data, Selected> & WatchOptions,
  listener: (snapshot: LiveSnapshot<Selected>) => void,
): LiveWatch<T, Data, Selected> {
  const runtime = getRuntime(client)
  const { queryClient = runtime.queryClient, topic } = parameters
  if (!queryClient) throw createNoQueryClientError()
  const found = topic && engine.topic(topic)
  const handle = found?.problem ? undefined : found
  const toOptions = (next: LiveQueryParameters<T, Data, Selected>) => liveQueryOptions(client, engine, next)
  // Before the observer, whose first request would keep the cache attached.
  const detach = runtime.attach(queryClient, true)
  const observer = new QueryObserver(queryClient, toOptions(parameters))
  let last: LiveSnapshot<Selected> | undefined
  let isStopped = false
  const emit = notifyManager.batchCalls(() => {
    if (isStopped) return
    const { data, error } = observer.getCurrentResult()
    const { isSettled, ...info } = handle?.getShown().info ?? idleInfo
    const connection = handle ? engine.getConnection() : idleConnection
    const next = { data, error, isSettled, connection: { ...connection, ...info } }
    if (last && isSame(last, next)) return
    last = next
    protect(() => listener(next))
  })
  const stops = client.environment.isServer
    ? []
    : [observer.subscribe(emit), handle?.on(emit), engine.onConnection(emit), detach]
  emit()
  return {
    update(next) {
      if (isStopped) return
      last = undefined
      observer.setOptions(toOptions(next))
      emit()
    },
    stop() {
      if (isStopped) return
      isStopped = true
      for (const stop of stops) stop?.()
    },
  }
}

const idleConnection: ConnectionInfo = { status: 'idle' }

function isSame<Data>(one: LiveSnapshot<Data>, other: LiveSnapshot<Data>): boolean {
  const before: Record<string, unknown> = { ...one, ...one.connection, connection: undefined }
  const after: Record<string, unknown> = { ...other, ...other.connection, connection: undefined }
  return Object.keys({ ...before, ...after }).every((name) => Object.is(before[name], after[name]))
}

function createNoQueryClientError() {
  return toMistake(
    'NO_QUERY_CLIENT',
    process.env.NODE_ENV !== 'production' && {
      what: 'A topic was watched outside React without a QueryClient.',
      why: 'Watchers share the cache of the hooks, and there is none to share.',
      remedy: 'Make the client with createOnwire({ queryClient }), or hand { queryClient } to the call.',
    },
  )
}
