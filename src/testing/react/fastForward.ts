import type { Environment } from '../../core/contract/environment.js'
import { createBrowserEnvironment } from '../../react/client/browserEnvironment.js'
import { createSystemClock, type SimulatorClock } from '../kit/clock.js'

/** The browser's environment, whose clock runs `speed` times as fast: time-outs, polls and graces with it. */
export function createFastEnvironment(speed: number): Environment {
  const environment = createBrowserEnvironment()
  const { clock } = environment
  return {
    ...environment,
    clock: {
      ...clock,
      now: () => clock.now() * speed,
      after: (ms, callback) => clock.after(ms / speed, callback),
    },
  }
}

/** A service's clock that shows the right time now, and runs `speed` times as fast from here on. */
export function createFastClock(speed: number): SimulatorClock {
  const clock = createSystemClock()
  const start = clock.now()
  return {
    now: () => start + (clock.now() - start) * speed,
    setTimeout: (run, delayMs) => clock.setTimeout(run, delayMs / speed),
    clearTimeout: (timer) => clock.clearTimeout(timer),
  }
}
