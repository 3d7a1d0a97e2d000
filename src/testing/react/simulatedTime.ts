import type { Clock, Environment } from '../../core/contract/environment.js'
import { createBrowserEnvironment } from '../../react/client/browserEnvironment.js'
import { createSystemClock, type SimulatorClock } from '../kit/clock.js'
import { createRandom } from '../kit/random.js'

export interface SimulatedTimeOptions {
  /** 2 plays everything twice as fast: the scenario, and with it time-outs, polls and graces. 1 by default. */
  readonly speed?: number | undefined
  /** Equal seeds give equal ids, hashes, delays and back-offs. 1 by default. */
  readonly seed?: number | undefined
  /**
   * Drives everything: the service and, but for components' own animations and sentences, the page. A manual one
   * stands still until it is told to move. Its `now()` is taken for unix ms. The machine's by default.
   */
  readonly clock?: SimulatorClock | undefined
}

/** One time for the service and for the page. */
export interface SimulatedTime {
  readonly clock: SimulatorClock
  readonly environment: Environment
}

/** How long a frame of a screen is where time is moved by hand, in ms. */
const frameMs = 16

/** A shorter delay is lost in unix ms: a timer that is set again for what is left would come at once, for ever. */
const leastMs = 0.01

/** Shows the right time now, and runs `speed` times as fast from here on. */
export function createSimulatedTime({ clock: driver, seed = 1, speed = 1 }: SimulatedTimeOptions): SimulatedTime {
  const base = driver ?? createSystemClock()
  const start = base.now()
  const clock: SimulatorClock = {
    now: () => start + (base.now() - start) * speed,
    setTimeout: (run, delayMs) => base.setTimeout(run, delayMs > 0 ? Math.max(leastMs, delayMs / speed) : 0),
    clearTimeout: (timer) => base.clearTimeout(timer),
  }
  const browser = createBrowserEnvironment()
  // A stream of its own: the page's back-offs don't change what the service draws.
  const random = createRandom(seed + 3)
  return {
    clock,
    environment: {
      ...browser,
      random: () => random.next(),
      clock: driver ? toEngineClock(clock) : toFastClock(browser.clock, clock, speed),
    },
  }
}

/** Everything by the played clock, frames too. */
function toEngineClock(clock: SimulatorClock): Clock {
  const after = (ms: number, callback: () => void) => {
    const timer = clock.setTimeout(callback, ms)
    return () => clock.clearTimeout(timer)
  }
  return { now: clock.now, unixNow: clock.now, after, nextFrame: (callback) => after(frameMs, callback) }
}

/** The browser's, faster; frames are the screen's own. */
function toFastClock(browser: Clock, { now: unixNow }: SimulatorClock, speed: number): Clock {
  return {
    ...browser,
    now: () => browser.now() * speed,
    unixNow,
    after: (ms, callback) => browser.after(ms / speed, callback),
  }
}
