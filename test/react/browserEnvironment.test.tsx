import { createBrowserEnvironment, type PageSignal } from 'onwire'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const { clock, page } = createBrowserEnvironment()

function setVisible(isVisible: boolean) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isVisible ? 'visible' : 'hidden')
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('The page', () => {
  test('is what the document and the navigator say', () => {
    setVisible(false)
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    expect([page.isVisible(), page.isOnline()]).toEqual([false, false])
    vi.restoreAllMocks()
    expect([page.isVisible(), page.isOnline()]).toEqual([true, true])
  })

  test('tells its changes, its leaving for the cache, and its waking', () => {
    const signals: PageSignal[] = []
    const stop = page.watch((signal) => signals.push(signal))
    const show = (persisted: boolean) => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))
    for (const type of ['online', 'offline', 'focus']) window.dispatchEvent(new Event(type))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(signals.splice(0)).toEqual(['change', 'change', 'change', 'change'])
    window.dispatchEvent(new Event('pagehide'))
    show(true)
    document.dispatchEvent(new Event('resume'))
    expect(signals.splice(0)).toEqual(['hide', 'wake', 'wake'])
    // The first showing of a page is no waking.
    show(false)
    stop()
    window.dispatchEvent(new Event('online'))
    show(true)
    expect(signals).toEqual([])
  })

  test('is back by any event that shows it, where the browser names none for its return', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const signals: PageSignal[] = []
    const stop = page.watch((signal) => signals.push(signal))
    const goAway = () => {
      setVisible(true)
      window.dispatchEvent(new Event('pagehide'))
      setVisible(false)
      document.dispatchEvent(new Event('visibilitychange'))
      expect(signals.splice(0)).toEqual(['hide', 'change'])
    }
    goAway()
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
    expect(signals.splice(0)).toEqual(['wake'])
    goAway()
    vi.advanceTimersByTime(10_000)
    expect(signals).toEqual([])
    // Its timers run while it is in view.
    setVisible(true)
    vi.advanceTimersByTime(10_000)
    expect(signals).toEqual(['change'])
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each([
    ['its monotonic clock stands still', 0],
    ['its monotonic clock goes on', 7_200_000],
  ])('has slept where two hours went by between two looks, and %s', (_how, monotonicMs) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] })
    const signals: PageSignal[] = []
    const stop = page.watch((signal) => signals.push(signal))
    const sleep = () => {
      const before = performance.now()
      vi.setSystemTime(Date.now() + 7_200_000)
      vi.spyOn(performance, 'now').mockImplementation(() => before + monotonicMs)
    }
    vi.advanceTimersByTime(60_000)
    expect(signals).toEqual([])
    sleep()
    vi.advanceTimersByTime(2_000)
    expect(signals).toEqual(['wake'])
    vi.advanceTimersByTime(60_000)
    stop()
    sleep()
    vi.advanceTimersByTime(60_000)
    expect(signals).toEqual(['wake'])
  })

  test('is not taken for returned where one of its elements comes into focus, or opens', () => {
    const input = document.body.appendChild(document.createElement('input'))
    const signals: PageSignal[] = []
    const stop = page.watch((signal) => signals.push(signal))
    input.focus()
    expect(document.activeElement).toBe(input)
    for (const type of ['pagehide', 'resume']) input.dispatchEvent(new Event(type, { bubbles: true }))
    expect(signals).toEqual([])
    stop()
    input.remove()
  })
})

describe('The clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] })
  })

  test('calls back once, and not where it was cancelled', () => {
    const late = vi.fn<() => void>()
    const never = vi.fn<() => void>()
    clock.after(100, late)
    clock.after(100, never)()
    vi.advanceTimersByTime(1_000)
    expect(late).toHaveBeenCalledOnce()
    expect(never).not.toHaveBeenCalled()
  })

  test.each([2 ** 31, Infinity])('does not take %d ms, which no timer can hold, for none', (ms) => {
    const callback = vi.fn<() => void>()
    const stop = clock.after(ms, callback)
    vi.advanceTimersByTime(20 * 86_400_000)
    expect(callback).not.toHaveBeenCalled()
    stop()
  })

  test('calls back at the next frame, once', () => {
    const draw = vi.fn<() => void>()
    clock.nextFrame(draw)
    vi.advanceTimersByTime(20)
    expect(draw).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(1_000)
    expect(draw).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('waits no longer than 100 ms for a frame that does not come, as on a page that is covered', () => {
    vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(1)
    const draw = vi.fn<() => void>()
    clock.nextFrame(draw)
    vi.advanceTimersByTime(100)
    expect(draw).toHaveBeenCalledOnce()
  })

  test('has a short timer in place of a frame on a hidden page', () => {
    setVisible(false)
    const draw = vi.fn<() => void>()
    clock.nextFrame(draw)
    vi.advanceTimersByTime(20)
    expect(draw).not.toHaveBeenCalled()
    vi.advanceTimersByTime(230)
    expect(draw).toHaveBeenCalledOnce()
  })

  test('leaves nothing of a cancelled frame', () => {
    const draw = vi.fn<() => void>()
    clock.nextFrame(draw)()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(1_000)
    expect(draw).not.toHaveBeenCalled()
  })
})
