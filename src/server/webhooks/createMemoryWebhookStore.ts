import type { WebhookStore } from './webhookStore.js'

export interface MemoryWebhookStoreOptions {
  /** The number of events, and of requests, that are remembered: the newest ones. 10 000 by default. */
  readonly maxEvents?: number | undefined
}

/** A store for one instance. It forgets everything with its process, and before that all but the newest `maxEvents`. */
export function createMemoryWebhookStore({ maxEvents = 10_000 }: MemoryWebhookStoreOptions = {}): WebhookStore {
  const busy = new Map<string, string>()
  const done = new Map<string, true>()
  const newest = new Map<string, number>()

  const remember = <Value>(map: Map<string, Value>, key: string, value: Value): void => {
    map.delete(key)
    map.set(key, value)
    for (const oldest of map.keys()) {
      if (map.size <= maxEvents) return
      map.delete(oldest)
    }
  }

  return {
    async claim({ id, requestId, updatedAt }, owner) {
      if (done.has(id)) return { state: 'done' }
      if (busy.has(id)) return { state: 'busy' }
      busy.set(id, owner)
      const newestAt = newest.get(requestId)
      if (updatedAt !== undefined) remember(newest, requestId, Math.max(updatedAt, newestAt ?? 0))
      return { state: 'claimed', ...(newestAt !== undefined && { newestAt }) }
    },
    async release({ id }, owner, isDone) {
      if (busy.get(id) !== owner) return
      busy.delete(id)
      if (isDone) remember(done, id, true)
    },
  }
}
