import type { Topic } from './protocol.js'
import { createTopicEntry, type TopicEntry } from './topicEntry.js'

/** How many topics are remembered that nobody watches. */
const retained = 1_000

export interface TopicStore<T extends Topic, Data> {
  get(key: string): TopicEntry<T, Data> | undefined
  open(topic: T): TopicEntry<T, Data>
  /** Nobody watches it any more: remembered for a while, so that nothing older is shown later, the oldest forgotten first. */
  detach(entry: TopicEntry<T, Data>): void
  all(): Iterable<TopicEntry<T, Data>>
  clear(): void
}

export function createTopicStore<T extends Topic, Data>(options: {
  readonly toKey: (topic: T) => string
  readonly now: () => number
  /** On a server nothing is remembered. */
  readonly isServer: boolean
}): TopicStore<T, Data> {
  const entries = new Map<string, TopicEntry<T, Data>>()
  const detached = new Set<string>()
  const limit = options.isServer ? 0 : retained
  return {
    get: (key) => entries.get(key),
    open(topic) {
      const key = options.toKey(topic)
      const entry = entries.get(key) ?? createTopicEntry<T, Data>(key, topic, options.now())
      entries.set(key, entry)
      detached.delete(key)
      return entry
    },
    detach(entry) {
      const { key } = entry
      // It may have been forgotten while a request of its ran, and the key been opened anew.
      if (entries.get(key) !== entry || entry.watchers.size > 0) return
      detached.delete(key)
      detached.add(key)
      for (const oldest of detached) {
        if (detached.size <= limit) return
        detached.delete(oldest)
        entries.delete(oldest)
      }
    },
    all: () => entries.values(),
    clear() {
      entries.clear()
      detached.clear()
    },
  }
}
