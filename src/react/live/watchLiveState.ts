import { notifyManager, QueryObserver, type QueryClient } from '@tanstack/react-query'
import { toMistake } from '../../core/contract/errors.js'
import type { ConnectionInfo, TopicInfo } from '../../core/contract/status.js'
import type { Topic } from '../../core/contract/topic.js'
import type { Engine } from '../../core/engine/engine.js'
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
  /** True when the end has been reached, and nothing is asked or awaited any more. */
  readonly isSettled: boolean
  readonly connection: ConnectionInfo & Omit<TopicInfo, 'isSettled'>
}

/** Follows one topic for code outside React, through the cache of the hooks. Returns a function that stops it. */
export function watchLiveState<T extends Topic, Data, Selected = Data>(
  client: OnwireClient,
  engine: Engine<T, Data>,
  parameters: LiveQueryParameters<T, Data, Selected> & WatchOptions & { readonly topic: T },
  listener: (snapshot: LiveSnapshot<Selected>) => void,
): () => void {
  const runtime = getRuntime(client)
  const { queryClient = runtime.queryClient, topic } = parameters
  if (!queryClient) throw createNoQueryClientError()
  const handle = engine.topic(topic)
  const detach = runtime.attach(queryClient)
  const observer = new QueryObserver(queryClient, liveQueryOptions(client, engine, parameters))
  let last: LiveSnapshot<Selected> | undefined
  let isStopped = false
  const emit = notifyManager.batchCalls(() => {
    if (isStopped) return
    const { data, error } = observer.getCurrentResult()
    const { isSettled, ...info } = handle.getShown().info
    const next = { data, error, isSettled, connection: { ...engine.getConnection(), ...info } }
    if (last && isSame(last, next)) return
    last = next
    protect(() => listener(next))
  })
  const stops = [observer.subscribe(emit), handle.on(emit), engine.onConnection(emit), detach]
  emit()
  return () => {
    if (isStopped) return
    isStopped = true
    for (const stop of stops) stop()
  }
}

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
