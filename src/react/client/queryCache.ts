import type { Query, QueryCacheNotifyEvent, QueryClient, QueryKey } from '@tanstack/react-query'
import type { Engine } from '../../core/engine/engine.js'
import type { Watcher } from '../../core/topic/liveTopicContract.js'
import { getInterest, isTopic } from './queryKey.js'

export interface AttachedCache {
  /** Follows what is there already. Some of it asks at once, and comes back to the client before this has returned. */
  begin(): void
  isFollowing(query: object): boolean
  detach(): void
}

/** One query of the cache that is onwire's. */
interface Followed {
  /** Merges what others have written, before any observer is told of it: TanStack notifies after this. */
  reconcile(): void
  /** Watches the topic while an observer is active. */
  follow(): void
  leave(): void
}

/**
 * Makes every observed onwire query of a QueryClient live, and keeps its data the newest, whoever writes it:
 * hydration, a persister, the app.
 */
export function attachQueryCache(engines: ReadonlyMap<unknown, Engine>, queryClient: QueryClient): AttachedCache {
  const cache = queryClient.getQueryCache()
  const followed = new Map<object, Followed>()
  let isWriting = false

  function toFollowed(query: Query): Followed | undefined {
    const existing = followed.get(query)
    if (existing) return existing
    const [, id, topic]: QueryKey = query.queryKey
    const engine = engines.get(id)
    const handle = engine && isTopic(topic) ? engine.topic(topic) : undefined
    if (!handle || handle.problem) return undefined
    let release: (() => void) | undefined
    const watcher: Watcher = {
      async refetch(isStuck: boolean) {
        // A promise that came with hydration, or another's fetch, may never settle.
        if (isStuck) await query.cancel({ silent: true })
        return query.fetch(undefined, { cancelRefetch: false })
      },
      get pollingIntervalMs() {
        return getInterest(query, 'pollingIntervalMs', Math.min)
      },
      get priority() {
        return query.observers.every(({ options }) => options.meta?.['priority'] === 'low') ? 'low' : 'high'
      },
      get limit() {
        return getInterest(query, 'limit', Math.max)
      },
    }
    const unlisten = handle.on((event) => event.type === 'write' && write(query, event.data))
    const entry: Followed = {
      reconcile() {
        const seen = query.state.data
        const newest = handle.reconcile(seen)
        if (newest !== undefined) write(query, newest)
        // Nothing that we could have written, and nothing better is known: junk is not shown.
        else if (seen !== undefined) query.setState({ data: undefined, status: 'pending', dataUpdatedAt: 0 })
      },
      follow() {
        if (query.isActive()) release ??= handle.watch(watcher, query.state.data)
        else {
          release?.()
          release = undefined
        }
      },
      leave() {
        release?.()
        unlisten()
        followed.delete(query)
      },
    }
    followed.set(query, entry)
    return entry
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

  function onCacheEvent(event: QueryCacheNotifyEvent) {
    const { query, type } = event
    if (isWriting || query.queryKey[0] !== 'onwire') return
    if (type === 'removed') {
      followed.get(query)?.leave()
      rescue(query.observers)
    } else if (type === 'added' || (type === 'updated' && isToMerge(event))) toFollowed(query)?.reconcile()
    else if (type !== 'updated') toFollowed(query)?.follow()
  }

  const stop = cache.subscribe(onCacheEvent)

  return {
    begin() {
      for (const query of cache.findAll({ queryKey: ['onwire'] })) {
        toFollowed(query)?.reconcile()
        toFollowed(query)?.follow()
      }
    },
    isFollowing: (query) => followed.has(query),
    detach() {
      stop()
      for (const entry of followed.values()) entry.leave()
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
