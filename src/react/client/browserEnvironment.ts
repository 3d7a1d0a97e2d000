import type { Clock, Environment, Page } from '../../core/contract/environment.js'

/** The longest that a timer can hold, in ms; what is longer would fire at once. */
const longestMs = 2 ** 31 - 1
/** A hidden page has no frames, and a covered one may have none for long: writes then wait for a timer, in ms. */
const hiddenFrameMs = 250
const lateFrameMs = 100
/** A machine that sleeps tells nobody, and its monotonic clock may stand still: the wall clock shows it, in ms. */
const lookMs = 2_000
const sleptMs = 15_000

/** The clock, the chance and the page of a browser; outside one a page that is always visible and online. */
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
}

/** Events of the document reach the window, too. Chromium freezes pages in the background; `resume` follows that. */
const signals = ['visibilitychange', 'focus', 'online', 'offline', 'pagehide', 'pageshow', 'resume']

const page: Page = {
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  isOnline: () => globalThis.navigator?.onLine ?? true,
  watch(listener) {
    let lookedAt = clock.unixNow()
    const look = () => {
      const wasAt = lookedAt
      lookedAt = clock.unixNow()
      // Timers of a hidden page are late, too.
      if (page.isVisible() && lookedAt - wasAt > sleptMs) listener('wake')
    }
    const onSignal = (event: Event) => {
      const { type } = event
      lookedAt = clock.unixNow()
      // The focus of an element passes here, too, and says nothing of the page.
      if (event.target instanceof Element) return
      if (type === 'pagehide') listener('hide')
      else if (type === 'resume' || ('persisted' in event && event.persisted)) listener('wake')
      else if (type !== 'pageshow') listener('change')
    }
    const controller = new AbortController()
    if (typeof document === 'undefined') return () => {}
    for (const type of signals) addEventListener(type, onSignal, { signal: controller.signal, capture: true })
    const timer = setInterval(look, lookMs)
    return () => {
      controller.abort()
      clearInterval(timer)
    }
  },
}
