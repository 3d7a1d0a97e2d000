import type { Clock, Environment, Page } from '../../core/contract/environment.js'

/** The longest that a timer can hold, in ms; what is longer would fire at once. */
const longestMs = 2 ** 31 - 1
/** A hidden page has no frames, and a covered one may have none for long: writes then wait for a timer, in ms. */
const hiddenFrameMs = 250
const lateFrameMs = 100
/** A machine that sleeps tells nobody, and its monotonic clock may stand still: the wall clock shows it, in ms. */
const lookMs = 2_000
const sleptMs = 15_000

/** The clock, the chance and the page of a browser; outside one a page that is always visible. */
export function createBrowserEnvironment(): Environment {
  // A worker of a browser has no window, but scripts to import. Node, Deno, Bun and workerd have neither.
  const isServer = typeof window === 'undefined' && !('importScripts' in globalThis)
  return { clock, page, isServer, random: () => Math.random() }
}

const clock: Clock = {
  now: () => performance.now(),
  unixNow: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, longestMs))
    return () => clearTimeout(timer)
  },
  nextFrame(callback) {
    if (!page.isVisible() || typeof requestAnimationFrame === 'undefined') return clock.after(hiddenFrameMs, callback)
    const stop = () => {
      cancelAnimationFrame(frame)
      stopTimer()
    }
    const run = () => {
      stop()
      callback()
    }
    const frame = requestAnimationFrame(run)
    const stopTimer = clock.after(lateFrameMs, run)
    return stop
  },
  // TanStack Query tells its readers in a task of its own, and React draws in a microtask of that.
  afterTask: (callback) => void setTimeout(callback),
}

/**
 * Events of the document reach the window, too. Chromium freezes pages in the background; `resume` follows that.
 * A worker has the network's two.
 */
const signals = ['visibilitychange', 'focus', 'online', 'offline', 'pagehide', 'pageshow', 'resume']

const page: Page = {
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  isOnline: () => globalThis.navigator?.onLine ?? true,
  watch(listener) {
    let lookedAt = clock.unixNow()
    let isGone = false
    const look = () => {
      const wasAt = lookedAt
      lookedAt = clock.unixNow()
      if (!page.isVisible()) return
      // Timers of a hidden page are late, too.
      if (lookedAt - wasAt > sleptMs) listener('wake')
      // Its timers run: it has not gone, and no event will say so.
      else if (isGone) listener('change')
      isGone = false
    }
    const onSignal = (event: Event) => {
      const { type } = event
      lookedAt = clock.unixNow()
      // The focus of an element passes here, too, and says nothing of the page.
      if (event.target && 'tagName' in event.target) return
      const isReturn =
        type === 'resume' || (type === 'pageshow' && (isGone || ('persisted' in event && event.persisted)))
      isGone = type === 'pagehide' || (isGone && !isReturn && !page.isVisible())
      if (type === 'pagehide') listener('hide')
      else if (isReturn) listener('wake')
      else if (type !== 'pageshow') listener('change')
    }
    // No signal removes them: jsdom takes only its own, and where Jest mends it `AbortController` is Node's.
    for (const type of signals) globalThis.addEventListener?.(type, onSignal, true)
    const timer = setInterval(look, lookMs)
    return () => {
      for (const type of signals) globalThis.removeEventListener?.(type, onSignal, true)
      clearInterval(timer)
    }
  },
}
