import { queryOptions, type DataTag, type QueryFunction, type UseQueryOptions } from '@tanstack/react-query'
import type { Engine } from '../../core/engine/engine.js'
import { toMistake } from '../../core/contract/errors.js'
import type { Priority } from '../../core/topic/liveTopicContract.js'
import type { Topic } from '../../core/contract/topic.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'
import type { LiveError } from './liveError.js'
import { neutralOptions } from './neutralOptions.js'
import { toQueryKey, type LiveQueryKey } from '../client/queryKey.js'

/** The hand-over depends on all others. */
type OverridableOption =
  | 'gcTime'
  | 'initialData'
  | 'meta'
  | 'notifyOnChangeProps'
  | 'placeholderData'
  | 'select'
  | 'subscribed'
  | 'throwOnError'

/** The options of TanStack Query that an app may set. */
export interface LiveQueryOverrides<T extends Topic, Data, Selected> extends Pick<
  UseQueryOptions<Data, LiveError, Selected, LiveQueryKey<T>>,
  OverridableOption
> {}

export interface LiveQueryParameters<T extends Topic, Data, Selected> {
  /** Undefined disables the query. */
  readonly topic: T | undefined
  readonly enabled?: boolean | undefined
  readonly pollingIntervalMs?: number | undefined
  readonly priority?: Priority | undefined
  /** How many items of a feed are wanted. */
  readonly limit?: number | undefined
  readonly query?: LiveQueryOverrides<T, Data, Selected> | undefined
}

/** Options for `useQuery`, `useSuspenseQuery` and `prefetchQuery`. */
export interface LiveQueryOptions<T extends Topic, Data, Selected> extends Omit<
  UseQueryOptions<Data, LiveError, Selected, LiveQueryKey<T>>,
  'queryFn' | 'queryKey'
> {
  readonly queryFn?: QueryFunction<Data, LiveQueryKey<T>>
  readonly queryKey: DataTag<LiveQueryKey<T>, Data, LiveError>
}

/** Every option that the hand-over depends on is set, so that no default of the app's gets between. */
export function liveQueryOptions<T extends Topic, Data, Selected = Data>(
  client: OnwireClient,
  engine: Engine<T, Data>,
  { enabled = true, limit, pollingIntervalMs, priority, query, topic }: LiveQueryParameters<T, Data, Selected>,
): LiveQueryOptions<T, Data, Selected> {
  const runtime = getRuntime(client)
  const handle = topic && engine.topic(topic)
  return queryOptions<Data, LiveError, Selected, LiveQueryKey<T>>({
    ...neutralOptions,
    ...query,
    queryKey: toQueryKey(engine.protocol.id, topic ?? null),
    async queryFn({ client: queryClient }) {
      runtime.keep(queryClient)
      if (handle) return handle.snapshot()
      // Only `refetch()` gets here without a topic.
      throw toMistake(
        'NO_TOPIC',
        process.env.NODE_ENV !== 'production' && {
          what: 'A disabled onwire query was asked to fetch.',
          remedy: 'Give its hook an id first.',
        },
        engine.protocol.id,
      )
    },
    // The client's data are shown from the first render, whichever cache it is.
    initialData: query?.initialData ?? (() => handle?.getShown().data ?? handle?.getData()),
    enabled: enabled && topic !== undefined,
    meta: { pollingIntervalMs, priority, limit, ...query?.meta },
    // The engine knows when data is old, and asks through this query.
    staleTime: Infinity,
    refetchInterval: false,
    // Whoever isn't followed yet asks, and is followed from then on: a cache that was hydrated outside OnwireProvider.
    refetchOnMount: (cached) => (runtime.isFollowing(cached) || handle?.isFinal(cached.state.data) ? false : 'always'),
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    retry: false,
    retryOnMount: true,
    networkMode: 'always',
    // The engine's merge keeps references; sharing would undo them, and sees selected values too.
    structuralSharing: false,
  })
}
