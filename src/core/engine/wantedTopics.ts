import type { Clock } from '../contract/environment.js'
import type { Topic } from '../contract/topic.js'

/** The topics that the link is to carry, by their keys. */
export interface WantedTopics<T extends Topic> {
  readonly topics: ReadonlyMap<string, T>
  setWanted(wanted: { readonly key: string; readonly topic: T }, isWanted: boolean): void
  /** Lets go of all of them at once. */
  clear(): void
}

/**
 * - A topic that isn't wanted any more stays for `graceMs`: that absorbs StrictMode, hot reload and a change of page.
 * - Changes that come together call `sync` once: fifty hooks that mount together make one round of subscriptions.
 */
export function createWantedTopics<T extends Topic>(clock: Clock, graceMs: number, sync: () => void): WantedTopics<T> {
  const topics = new Map<string, T>()
  const graces = new Map<string, () => void>()
  let isSyncing = false

  function scheduleSync() {
    if (isSyncing) return
    isSyncing = true
    queueMicrotask(() => {
      isSyncing = false
      sync()
    })
  }

  return {
    topics,
    setWanted({ key, topic }, isWanted) {
      if (isWanted) {
        graces.get(key)?.()
        graces.delete(key)
        if (topics.has(key)) return
        topics.set(key, topic)
        scheduleSync()
      } else if (topics.has(key) && !graces.has(key)) {
        const release = () => {
          graces.delete(key)
          topics.delete(key)
          scheduleSync()
        }
        graces.set(key, clock.after(graceMs, release))
      }
    },
    clear() {
      for (const stop of graces.values()) stop()
      graces.clear()
      topics.clear()
      sync()
    },
  }
}
