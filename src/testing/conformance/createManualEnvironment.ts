import type { Environment } from '../../core/contract/environment.js'
import type { SimulatorClock } from '../kit/clock.js'

/** A day in 2025, in unix ms: the same as the simulators'. */
const unixStartMs = 1_765_989_800_000

/**
 * Makes an `environment` for `createOnwire` on a clock that a test moves by hand. Its page is always shown and online,
 * a frame is 16 ms, and chance is always 0.5.
 */
export function createManualEnvironment(clock: SimulatorClock): Environment {
  const after = (ms: number, callback: () => void) => {
    const timer = clock.setTimeout(callback, ms)
    return () => clock.clearTimeout(timer)
  }
  return {
    clock: {
      now: () => clock.now(),
      unixNow: () => unixStartMs + clock.now(),
      after,
      nextFrame: (callback) => after(16, callback),
    },
    random: () => 0.5,
    isServer: false,
    page: { isVisible: () => true, isOnline: () => true, watch: () => () => {} },
  }
}
