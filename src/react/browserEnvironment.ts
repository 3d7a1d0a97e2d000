import type { Clock, Environment, Page, PageSignal } from '../core/environment.js'

/** A hidden page has no frames, and a covered one may have none for long: what is to be shown then waits for a timer, in ms. */
const hiddenFrameMs = 250
const lateFrameMs = 100

/** The clock, the chance and the page of a browser; outside one a page that is always visible and online. */
export function createBrowserEnvironment(): Environment {
  return { clock, page, random: () => Math.random(), isServer: typeof window === 'undefined' }
}

const clock: Clock = {
  now: () => performance.now(),
  unixNow: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
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

const page: Page = {
  isVisible: () => typeof document === 'undefined' || document.visibilityState !== 'hidden',
  isOnline: () => typeof navigator === 'undefined' || !('onLine' in navigator) || navigator.onLine,
  watch(listener) {
    if (typeof document === 'undefined') return () => {}
    const off: (() => void)[] = []
    const on = (target: EventTarget, type: string, toSignal: (event: Event) => PageSignal | undefined) => {
      const heed = (event: Event) => {
        const signal = toSignal(event)
        if (signal) listener(signal)
      }
      target.addEventListener(type, heed)
      off.push(() => target.removeEventListener(type, heed))
    }
    on(document, 'visibilitychange', () => 'change')
    on(window, 'focus', () => 'change')
    on(window, 'online', () => 'change')
    on(window, 'offline', () => 'change')
    on(window, 'pagehide', () => 'hide')
    on(window, 'pageshow', (event) => ('persisted' in event && event.persisted ? 'wake' : undefined))
    // Chromium freezes pages in the background; whatever came meanwhile is lost.
    on(document, 'resume', () => 'wake')
    return () => {
      for (const stop of off.splice(0)) stop()
    }
  },
}
