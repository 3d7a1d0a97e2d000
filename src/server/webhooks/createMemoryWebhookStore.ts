import type { WebhookStore } from './webhookStore.js'

export interface MemoryWebhookStoreOptions {
  /**
   * The time that a handled event is remembered, in ms: longer than the handler's `toleranceMs`, since until then it
   * could be played again. 26 h by default.
   */
  readonly doneMs?: number | undefined
  /**
   * The number of events, and of requests, that are remembered: the newest ones. As many as come by default.
   * An event that is forgotten early can be played again.
   */
  readonly maxEvents?: number | undefined
  /** A clock that never goes back, in ms. `performance.now` by default. */
  readonly now?: (() => number) | undefined
}

export const defaultDoneMs = 26 * 3_600_000

/** A store for one instance. It forgets everything with its process, and before that what is older than `doneMs`. */
export function createMemoryWebhookStore(options: MemoryWebhookStoreOptions = {}): WebhookStore {
  const { doneMs = defaultDoneMs, maxEvents = Infinity, now = () => performance.now() } = options
  const busy = new Map<string, string>()
  const done = createMemory<true>(doneMs, maxEvents, now)
  const newest = createMemory<number>(doneMs, maxEvents, now)

  return {
    async claim({ id, requestId, updatedAt }, owner) {
      if (done.get(id)) return { state: 'done' }
      const holder = busy.get(id)
      if (holder !== undefined && holder !== owner) return { state: 'busy' }
      busy.set(id, owner)
      const newestAt = newest.get(requestId)
      if (updatedAt !== undefined) newest.set(requestId, Math.max(updatedAt, newestAt ?? 0))
      return { state: 'claimed', ...(newestAt !== undefined && { newestAt }) }
    },
    async release({ id }, owner, isDone) {
      if (busy.get(id) !== owner) return
      busy.delete(id)
      if (isDone) done.set(id, true)
    },
  }
}

/** Remembers values for a time, those that were set last at the end. */
function createMemory<Value>(forMs: number, max: number, now: () => number) {
  const values = new Map<string, { readonly value: Value; readonly at: number }>()

  function forget() {
    const before = now() - forMs
    for (const [key, { at }] of values) {
      if (at >= before && values.size <= max) return
      values.delete(key)
    }
  }

  return {
    get(key: string): Value | undefined {
      forget()
      return values.get(key)?.value
    },
    set(key: string, value: Value) {
      values.delete(key)
      values.set(key, { value, at: now() })
      forget()
    },
  }
}
