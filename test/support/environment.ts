import type { Environment, PageSignal } from '../../src/core/contract/environment.js'
import { createManualClock, type ManualClock } from 'onwire/testing'

export interface TestEnvironment {
  readonly environment: Environment
  readonly clock: ManualClock
  readonly page: TestPage
  /** How many timers and frames of onwire's wait: those of a simulator on the same clock are not counted. */
  timers(): number
}

export interface TestPage {
  hide(): void
  show(): void
  goOffline(): void
  goOnline(): void
  /** Into the back-forward cache. */
  pagehide(): void
  /** Back from there, or from being frozen. */
  wake(): void
  /** How many listen to the page. */
  watchers(): number
}

/** A second apart from zero, so that no time is taken for "none". */
const startMs = 1_000
const unixStartMs = 1_765_989_800_000
const frameMs = 16

/** Time, chance and page by hand; a simulator may share the clock. */
export function createTestEnvironment(
  options: { readonly clock?: ManualClock; readonly random?: () => number; readonly isServer?: boolean } = {},
): TestEnvironment {
  const clock = options.clock ?? createManualClock(startMs)
  const listeners = new Set<(signal: PageSignal) => void>()
  const waiting = new Set<unknown>()
  let isVisible = true
  let isOnline = true

  const tell = (signal: PageSignal) => {
    for (const listener of listeners) listener(signal)
  }
  const after = (ms: number, callback: () => void) => {
    const timer = clock.setTimeout(() => {
      waiting.delete(timer)
      callback()
    }, ms)
    waiting.add(timer)
    return () => {
      waiting.delete(timer)
      clock.clearTimeout(timer)
    }
  }

  return {
    clock,
    environment: {
      clock: {
        now: () => clock.now(),
        unixNow: () => unixStartMs + clock.now(),
        after,
        nextFrame: (callback) => after(frameMs, callback),
      },
      random: options.random ?? (() => 0.5),
      isServer: options.isServer ?? false,
      page: {
        isVisible: () => isVisible,
        isOnline: () => isOnline,
        watch(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
    },
    page: {
      hide() {
        isVisible = false
        tell('change')
      },
      show() {
        isVisible = true
        tell('change')
      },
      goOffline() {
        isOnline = false
        tell('change')
      },
      goOnline() {
        isOnline = true
        tell('change')
      },
      pagehide: () => tell('hide'),
      wake: () => tell('wake'),
      watchers: () => listeners.size,
    },
    timers: () => waiting.size,
  }
}
