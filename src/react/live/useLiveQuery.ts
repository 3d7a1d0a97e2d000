'use client'

import { type Query, type QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Topic } from '../../core/contract/topic.js'
import type { Engine } from '../../core/engine/engine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { type LiveQueryKey, toQueryKey } from '../client/queryKey.js'
import type { LiveError } from './liveError.js'
import { liveQueryOptions, type LiveQueryParameters } from './liveQueryOptions.js'

/**
 * The topic's query. Its options are made, and completed with the app's defaults, only where one of them has changed:
 * TanStack takes over and compares new ones at each render.
 */
export function useLiveQuery<T extends Topic, Data, Selected>(
  engine: Engine<T, Data>,
  parameters: LiveQueryParameters<T, Data, Selected>,
): UseQueryResult<Selected, LiveError> {
  const { enabled, pollingIntervalMs, priority, query, topic } = parameters
  const onwire = useOnwire()
  const queryClient = useQueryClient()
  const handle = topic && engine.topic(topic)
  // The key stands for the topic, which is written inline. A wrong one has none.
  const identity = handle?.key || topic
  const options = useMemo(() => {
    const throwOnError = toThrowOnError<T, Data>(queryClient, toQueryKey(engine.protocol.id, topic ?? null))
    const own = liveQueryOptions(onwire, engine, { ...parameters, query: { throwOnError, ...query } })
    return queryClient.defaultQueryOptions(own)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- See `identity`; all parameters are named.
  }, [onwire, queryClient, engine, identity, enabled, pollingIntervalMs, priority, query])
  return useQuery(options)
}

/** The app's own default, where nothing is known yet: a poll that failed throws away no page that shows data. */
function toThrowOnError<T extends Topic, Data>(queryClient: QueryClient, queryKey: LiveQueryKey<T>) {
  const { throwOnError } = queryClient.defaultQueryOptions<Data, Error, Data, Data, LiveQueryKey<T>>({ queryKey })
  return (error: Error, query: Query<Data, Error, Data, LiveQueryKey<T>>): boolean =>
    query.state.data === undefined && (typeof throwOnError === 'function' ? throwOnError(error, query) : throwOnError)
}
