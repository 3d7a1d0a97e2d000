import { createBrowserEnvironment, type PageSignal } from 'onwire'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => vi.unstubAllGlobals())

test('A worker, which has no document, hears of its network by its own events', () => {
  const self = new EventTarget()
  vi.stubGlobal('addEventListener', self.addEventListener.bind(self))
  // Node's own doesn't take a boolean here, as browsers do.
  vi.stubGlobal('removeEventListener', (type: string, listener: EventListener, capture: boolean) =>
    self.removeEventListener(type, listener, { capture }),
  )
  vi.stubGlobal('navigator', { onLine: false })
  const { page } = createBrowserEnvironment()
  const signals: PageSignal[] = []
  const stop = page.watch((signal) => signals.push(signal))
  for (const type of ['offline', 'online']) self.dispatchEvent(new Event(type))
  expect([page.isVisible(), page.isOnline(), signals]).toEqual([true, false, ['change', 'change']])
  stop()
  self.dispatchEvent(new Event('online'))
  expect(signals).toHaveLength(2)
})

test('Where there are no events at all, as in React Native, a page is watched without', () => {
  vi.stubGlobal('addEventListener', undefined)
  const { page } = createBrowserEnvironment()
  expect(() => page.watch(() => {})()).not.toThrow()
})
