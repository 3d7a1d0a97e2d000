import { createSystemClock, type SimulatorClock } from './clock.js'

export interface ServiceTimeOptions {
  /** Default: the machine's clock. */
  readonly clock?: SimulatorClock | undefined
  /**
   * The service's time at the clock's 0, in milliseconds since 1970. Default: 0 on the machine's clock, a day in 2025
   * on any other.
   */
  readonly epochMs?: number | undefined
}

const epochOnOtherClocks = 1_765_989_800_000

/** A simulator's clock, and the time that its service shows, in milliseconds since 1970. */
export function createServiceTime(options: ServiceTimeOptions): {
  readonly clock: SimulatorClock
  serviceNow(): number
} {
  const clock = options.clock ?? createSystemClock()
  const epochMs = options.epochMs ?? (options.clock === undefined ? 0 : epochOnOtherClocks)
  return { clock, serviceNow: () => epochMs + clock.now() }
}
