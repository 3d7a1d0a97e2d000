import { notifyManager, type Query, type QueryCacheNotifyEvent, type QueryClient } from '@tanstack/react-query'
import type { Engine } from '../core/engine.js'
import type { Topic } from '../core/protocol.js'
import { getPollingInterval, readQueryKey } from './queryKey.js'

interface Followed {
  readonly query: Query
  readonly engine: Engine
  readonly topic: Topic
  readonly key: string
  release: (() => void) | undefined
}

export interface AttachedCache {
  isFollowing(query: object): boolean
  detach(): void
}

/**
 * Makes every observed onwire query of a QueryClient live, whoever observes it, and keeps its data the newest, whoever writes it.
 *
 * - Active observers watch the topic; the last one that leaves releases it.
 * - What others write (hydration, a persister, the app) is merged before any observer is told of it: TanStack notifies after this listener.
 * - All that one frame brings is written in one `notifyManager.batch`.
 */
export function attachQueryCache(engines: ReadonlyMap<string, Engine>, queryClient: QueryClient): AttachedCache {
  const cache = queryClient.getQueryCache()
  const followed = new Map<object, Followed>()
  const byKey = new Map<string, Set<Followed>>()
  let isWriting = false

  function add(query: Query): Followed | undefined {
    const known = followed.get(query)
    if (known) return known
    const { id, topic } = readQueryKey(query.queryKey) ?? {}
    const engine = id === undefined ? undefined : engines.get(id)
    if (!engine || !topic || engine.protocol.check(topic)) return undefined
    const entry: Followed = { query, engine, topic, key: `${id} ${engine.protocol.key(topic)}`, release: undefined }
    followed.set(query, entry)
    byKey.set(entry.key, (byKey.get(entry.key) ?? new Set()).add(entry))
    return entry
  }

  function remove(query: object) {
    const entry = followed.get(query)
    if (!entry) return
    entry.release?.()
    followed.delete(query)
    const others = byKey.get(entry.key)
    others?.delete(entry)
    if (others?.size === 0) byKey.delete(entry.key)
  }

  function follow(entry: Followed) {
    const { engine, query, topic } = entry
    if (!query.isActive()) {
      entry.release?.()
      entry.release = undefined
      return
    }
    entry.release ??= engine.watch(
      topic,
      {
        refetch: () => query.fetch(undefined, { cancelRefetch: false }),
        get pollingIntervalMs() {
          return getPollingInterval(query)
        },
      },
      query.state.data,
    )
  }

  function reconcile({ engine, query, topic }: Followed) {
    const seen = query.state.data
    const newest = engine.reconcile(topic, seen)
    if (newest !== undefined) write(query, newest)
    // Nothing that we could have written, and nothing better is known: junk is not shown.
    else if (seen !== undefined) query.setState({ data: undefined, status: 'pending', dataUpdatedAt: 0 })
  }

  function write(query: Query, data: unknown) {
    if (query.state.data === data) return
    isWriting = true
    try {
      query.setData(data, { manual: true })
    } finally {
      isWriting = false
    }
  }

  function heed(event: QueryCacheNotifyEvent) {
    if (isWriting || event.query.queryKey[0] !== 'onwire') return
    const entry = event.type === 'removed' ? undefined : add(event.query)
    switch (event.type) {
      case 'removed':
        remove(event.query)
        rescue(event.query.observers)
        return
      case 'added':
        if (entry) reconcile(entry)
        return
      case 'updated':
        if (entry && isToMerge(event)) reconcile(entry)
        return
      case 'observerAdded':
      case 'observerRemoved':
      case 'observerOptionsUpdated':
        if (entry) follow(entry)
        return
      case 'observerResultsUpdated':
    }
  }

  const stops = [...engines.values()].map((engine) =>
    engine.onChanges((changes) =>
      notifyManager.batch(() => {
        for (const { data, key } of changes)
          for (const { query } of byKey.get(`${engine.protocol.id} ${key}`) ?? []) write(query, data)
      }),
    ),
  )
  stops.push(cache.subscribe(heed))
  for (const query of cache.findAll({ queryKey: ['onwire'] })) {
    const entry = add(query)
    if (!entry) continue
    reconcile(entry)
    follow(entry)
  }

  return {
    isFollowing: (query) => followed.has(query),
    detach() {
      for (const stop of stops.splice(0)) stop()
      for (const query of [...followed.keys()]) remove(query)
    },
  }
}

/** Data that somebody wrote; or an error with none, where the socket may have brought some. */
function isToMerge({ action, query }: Extract<QueryCacheNotifyEvent, { type: 'updated' }>): boolean {
  if (query.state.data === undefined) return action.type === 'error'
  return action.type === 'success' || action.type === 'setState'
}

/**
 * 1. The app removes a query that is being read. 2. Its readers keep the old one until they render again.
 * 3. No news would reach them until then: they are moved to a new one.
 */
function rescue(observers: Query['observers']) {
  queueMicrotask(() => {
    for (const observer of [...observers]) observer.setOptions(observer.options)
  })
}
