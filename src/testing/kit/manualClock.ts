import type { SimulatorClock } from './clock.js'
import { SimulatorError } from './simulatorError.js'

export interface ManualClock extends SimulatorClock {
  /** Moves time on and runs every timer that falls due, in order. Promises settle only after it returns. */
  advance(ms: number): void
  /** As `advance`, but lets promises settle before, between and after the timers, as code with `await` needs. */
  advanceAsync(ms: number): Promise<void>
  /** How many timers wait. Zero at the end of a test means that nothing was left behind. */
  pending(): number
  /** How long until the next timer falls due, in milliseconds; undefined where none waits. */
  nextIn(): number | undefined
}

interface Timer {
  readonly due: number
  readonly run: () => void
}

/**
 * How many rounds of promise callbacks one "settle" waits for. `await response.json()` takes eight in
 * Node 20; fifty leaves room for the wrappers around it and costs about 5 µs.
 */
const microtaskRounds = 50

/**
 * A clock that stands still until it is told to move.
 *
 * - Timers run in order of their time, those of one time in the order in which they were set.
 * - While a timer runs, `now()` is the time at which it was due.
 * - A timer set by a timer runs in the same `advance` if it falls due within it.
 */
export function createManualClock(startMs = 0): ManualClock {
  let now = startMs
  const timers: Timer[] = []

  const shiftDue = (until: number): Timer | undefined => {
    const next = timers[0]
    if (next === undefined || next.due > until) return undefined
    timers.shift()
    now = Math.max(now, next.due)
    return next
  }
  const targetOf = (ms: number): number => {
    if (Number.isFinite(ms) && ms >= 0) return now + ms
    throw new SimulatorError({
      code: 'BAD_DURATION',
      what: `A manual clock cannot move by ${ms} ms.`,
      why: 'Time only moves forward.',
      remedy: 'Pass zero or a positive number of milliseconds.',
    })
  }

  return {
    now: () => now,
    setTimeout(run, delayMs) {
      const timer: Timer = { due: now + Math.max(0, Number.isNaN(delayMs) ? 0 : delayMs), run }
      let index = timers.length
      while (index > 0 && (timers[index - 1]?.due ?? 0) > timer.due) index -= 1
      timers.splice(index, 0, timer)
      return timer
    },
    clearTimeout(handle) {
      const index = timers.findIndex((timer) => timer === handle)
      if (index !== -1) timers.splice(index, 1)
    },
    advance(ms) {
      const target = targetOf(ms)
      for (let timer = shiftDue(target); timer !== undefined; timer = shiftDue(target)) timer.run()
      now = target
    },
    async advanceAsync(ms) {
      const target = targetOf(ms)
      await flushPromises()
      for (let timer = shiftDue(target); timer !== undefined; timer = shiftDue(target)) {
        timer.run()
        await flushPromises()
      }
      now = target
      await flushPromises()
    },
    pending: () => timers.length,
    nextIn: () => (timers[0] === undefined ? undefined : Math.max(0, timers[0].due - now)),
  }
}

async function flushPromises(): Promise<void> {
  for (let round = 0; round < microtaskRounds; round += 1) await Promise.resolve()
}
