import type { FeedProgress, FeedProgressSource } from '../contract/feed.js'
import type { Topic } from '../contract/topic.js'

/** A source of progress, and its pen. */
export interface WritableFeedProgress<T extends Topic> extends FeedProgressSource<T> {
  /** Undefined ends the reading. */
  set(topic: T, progress: FeedProgress | undefined): void
}

/** Keeps how far the readings of a protocol's topics have come, for hooks to show. */
export function createFeedProgress<T extends Topic>(toKey: (topic: T) => string): WritableFeedProgress<T> {
  const underWay = new Map<string, FeedProgress>()
  const listeners = new Set<() => void>()
  return {
    get: (topic) => underWay.get(toKey(topic)),
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(topic, progress) {
      const key = toKey(topic)
      if (progress) underWay.set(key, progress)
      else if (!underWay.delete(key)) return
      for (const listener of listeners) listener()
    },
  }
}
