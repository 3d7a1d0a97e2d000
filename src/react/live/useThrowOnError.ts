'use client'

import { type Query, type QueryKey, useQueryClient } from '@tanstack/react-query'

/** The app's own default, where nothing is known yet: a poll that failed throws away no page that shows data. */
export function useThrowOnError<Data, Key extends QueryKey>(queryKey: Key) {
  const { throwOnError } = useQueryClient().defaultQueryOptions<Data, Error, Data, Data, Key>({ queryKey })
  return (error: Error, query: Query<Data, Error, Data, Key>): boolean =>
    query.state.data === undefined && (typeof throwOnError === 'function' ? throwOnError(error, query) : throwOnError)
}
