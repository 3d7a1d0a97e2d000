import { notifyManager } from '@tanstack/react-query'
import { act } from '@testing-library/react'
import { vi } from 'vitest'
import { createManualClock } from '../../../src/exports/testing.js'

// With TanStack's own `setTimeout(0)` a test would have to wait for real time.
notifyManager.setScheduler(queueMicrotask)

/** Longer than any scenario's next step, time-out or poll. */
const longestMs = 120_000

/** The time of simulated services and their page, moved by hand. Its day is today, so that ages read as they would. */
export function createManualTime() {
  const clock = createManualClock(Date.now())

  /** Goes to the next timer, but no further than `mostMs`; returns how far it went. The page renders before and after. */
  async function step(mostMs: number) {
    await act(() => clock.advanceAsync(0))
    // Words and parts that are loaded when they are needed: time by hand doesn't wait for them.
    await act(() => vi.dynamicImportSettled())
    const ms = Math.min(clock.nextIn() ?? mostMs, mostMs)
    await act(() => clock.advanceAsync(ms))
    return ms
  }

  async function advance(ms: number) {
    for (let left = ms; left > 0;) left -= await step(left)
  }

  /** Moves time on until nothing is thrown, and throws what was thrown last where that never happens. */
  async function until(check: () => void) {
    for (let left = longestMs; ;) {
      try {
        return check()
      } catch (error) {
        if (left <= 0) throw error
      }
      left -= await step(left)
    }
  }

  return { clock, advance, until }
}
