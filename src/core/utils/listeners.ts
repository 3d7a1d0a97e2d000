import { protect } from './protect.js'

export interface Listeners<Event> {
  add(key: string, listener: (event: Event) => void): () => void
  emit(key: string, event: Event): void
}

/**
 * Listeners by key.
 *
 * - One that is added twice is called twice; each has its own release.
 * - One that throws harms nobody.
 */
export function createListeners<Event>(): Listeners<Event> {
  const byKey = new Map<string, Set<(event: Event) => void>>()
  return {
    add(key, listener) {
      const own = (event: Event) => listener(event)
      const listeners = byKey.get(key) ?? new Set()
      byKey.set(key, listeners.add(own))
      return () => {
        listeners.delete(own)
        if (listeners.size === 0 && byKey.get(key) === listeners) byKey.delete(key)
      }
    },
    emit(key, event) {
      // A copy: a listener that is added meanwhile doesn't hear the event before it.
      for (const listener of [...(byKey.get(key) ?? [])]) protect(() => listener(event))
    },
  }
}
