import type { Environment, Page, PageSignal } from '../core/contract/environment.js'

/** The longest that a timer can hold, in ms; what is longer would fire at once. */
const longestMs = 2 ** 31 - 1
/** News that come together leave as one, in ms: shorter than anybody sees. */
const frameMs = 5

/** What a bridge takes from its process. */
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

/** A page in view while its protocol's lease is held, and gone otherwise: whoever doesn't hold it neither opens a link nor polls. */
export function createLeasedPage(): { readonly page: Page; setHeld(isHeld: boolean): void } {
  const listeners = new Set<(signal: PageSignal) => void>()
  let isHeld = false
  return {
    page: {
      isVisible: () => isHeld,
      isOnline: () => isHeld,
      watch(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    setHeld(next) {
      if (next === isHeld) return
      isHeld = next
      // What it knew when it let go is old.
      for (const listener of listeners) listener(isHeld ? 'wake' : 'hide')
    },
  }
}
