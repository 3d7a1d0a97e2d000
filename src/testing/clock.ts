/** What simulators know of time, so that a test can run it by hand. All values are milliseconds. */
export interface SimulatorClock {
  now(): number
  /** Callbacks that are due at the same time run in the order in which they were asked for. */
  setTimeout(run: () => void, delayMs: number): unknown
  clearTimeout(handle: unknown): void
}

/** The machine's own clock. */
export function createSystemClock(): SimulatorClock {
  return {
    now: () => Date.now(),
    setTimeout: (run, delayMs) => globalThis.setTimeout(run, delayMs),
    clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout>),
  }
}
