import type { Environment, Page, PageSignal } from '../core/contract/environment.js'

/** The longest delay that a timer can hold, in ms; a longer one would fire at once. */
const longestMs = 2 ** 31 - 1
/** Updates within this time leave as one, in ms: shorter than anybody sees. */
const frameMs = 5

/** The clock and the chance of a bridge's process. */
export type ServerEnvironment = Pick<Environment, 'clock' | 'random'>

export function createServerEnvironment(): ServerEnvironment {
  const after = (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, Math.min(ms, longestMs))
    return () => clearTimeout(timer)
  }
  return {
    random: () => Math.random(),
    clock: {
      now: () => performance.now(),
      unixNow: () => Date.now(),
      after,
      nextFrame: (callback) => after(frameMs, callback),
    },
  }
}

/**
 * Makes a page for the engine that is in view while the protocol's lease is held, and hidden otherwise, when nothing is
 * polled.
 */
export function createLeasedPage(): { readonly page: Page; setHeld(isHeld: boolean): void } {
  const listeners = new Set<(signal: PageSignal) => void>()
  let isHeld = false
  return {
    page: {
      isVisible: () => isHeld,
      isOnline: () => true,
      watch(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    setHeld(next) {
      if (next === isHeld) return
      isHeld = next
      // A wake, since the data from before is old.
      for (const listener of listeners) listener(isHeld ? 'wake' : 'hide')
    },
  }
}
