/** A simulator's only source of time, so that a test can run it by hand. All values are milliseconds. */
export interface SimulatorClock {
  now(): number
  /** Callbacks that are due at the same time run in the order in which they were asked for. */
  setTimeout(run: () => void, delayMs: number): unknown
  clearTimeout(handle: unknown): void
}

/** The machine's own clock. It asks the globals at each call, so that a test's fake timers rule it too. */
export function createSystemClock(): SimulatorClock {
  const running = new Map<unknown, () => void>()
  return {
    now: () => Date.now(),
    setTimeout(run, delayMs) {
      const timer = globalThis.setTimeout(() => {
        running.delete(timer)
        run()
      }, delayMs)
      running.set(timer, () => globalThis.clearTimeout(timer))
      return timer
    },
    clearTimeout(handle) {
      running.get(handle)?.()
      running.delete(handle)
    },
  }
}
