import type { Clock } from './environment.js'

export interface Holds<T> {
  readonly held: ReadonlyMap<string, T>
  /** Holds at once, or goes on holding; released once, it is let go after the grace. */
  hold(key: string, value: T): () => void
  clear(): void
}

/**
 * What is held, by key. The last release lets go only after `graceMs`, which absorbs StrictMode, hot reload and a change of page:
 * whoever holds again meanwhile finds it as it was.
 */
export function createHolds<T>(clock: Clock, graceMs: number, onChange: () => void): Holds<T> {
  const held = new Map<string, T>()
  const counts = new Map<string, number>()
  const timers = new Map<string, () => void>()

  function stopTimer(key: string) {
    timers.get(key)?.()
    timers.delete(key)
  }

  function letGo(key: string) {
    timers.delete(key)
    held.delete(key)
    onChange()
  }

  return {
    held,
    hold(key, value) {
      stopTimer(key)
      counts.set(key, (counts.get(key) ?? 0) + 1)
      if (!held.has(key)) {
        held.set(key, value)
        onChange()
      }
      let isReleased = false
      return () => {
        if (isReleased || !counts.has(key)) return
        isReleased = true
        const count = (counts.get(key) ?? 0) - 1
        if (count > 0) counts.set(key, count)
        else {
          counts.delete(key)
          timers.set(
            key,
            clock.after(graceMs, () => letGo(key)),
          )
        }
      }
    },
    clear() {
      for (const key of [...timers.keys()]) stopTimer(key)
      held.clear()
      counts.clear()
    },
  }
}
