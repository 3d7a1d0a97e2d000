import { notifyManager, QueryClient } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createOnwire, type LiveFeedSnapshot, type LiveSnapshot } from 'onwire'
import {
  fusion,
  type Intent,
  type MempoolStatsData,
  useIntents,
  useMempoolStats,
  watchIntents,
  watchMempoolStats,
} from 'onwire/fusion'
import { createFusionSimulator } from 'onwire/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'
import { createProviders } from './support/createProviders.js'

notifyManager.setScheduler(queueMicrotask)

/** An app around a simulated coordinator, all on one clock that is moved by hand. */
function createSetup() {
  const { clock, environment, timers } = createTestEnvironment()
  const simulator = createFusionSimulator({ clock, seed: 7 })
  const { fetch, url, WebSocket } = simulator
  const queryClient = new QueryClient()
  const protocols = [fusion({ url, fetch, WebSocket, transports: ['websocket'] })]
  const onwire = createOnwire({ protocols, environment, queryClient })
  onTestFinished(() => {
    onwire.close()
    simulator.stop()
  })
  return {
    onwire,
    simulator,
    timers,
    wrapper: createProviders(onwire, queryClient),
    watchAll(limit?: number) {
      const seen: LiveFeedSnapshot<Intent>[] = []
      const onEvents = vi.fn<() => void>()
      const stop = watchIntents(onwire, { limit, onEvents }, (snapshot) => seen.push(snapshot))
      return { seen, stop, onEvents }
    },
    watchStats() {
      const seen: LiveSnapshot<MempoolStatsData>[] = []
      const stop = watchMempoolStats(onwire, {}, (snapshot) => seen.push(snapshot))
      return { seen, stop }
    },
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 50) await act(() => clock.advanceAsync(Math.min(50, left)))
    },
  }
}

test('watchIntents sees each intent of the coordinator come and change, as the hook does, over its subscription', async () => {
  const { advance, simulator, timers, watchAll, wrapper } = createSetup()
  const { onEvents, seen, stop } = watchAll()
  const { result, unmount } = renderHook(() => useIntents().items, { wrapper })
  await advance(500)
  const ids = [simulator.start('happy-path').intentId, simulator.start('slow-proofs').intentId]
  await advance(8_000)
  expect(
    seen
      .at(-1)
      ?.items.map(({ intentId }) => intentId)
      .sort(),
  ).toEqual(ids.sort())
  expect(seen.at(-1)?.items).toEqual(result.current)
  expect(seen.at(-1)?.items.find(({ status }) => status === 'completed')).toBeDefined()
  expect(onEvents).toHaveBeenCalled()
  expect(simulator.counters).toMatchObject({ socketsOpened: 1, restRequests: 0 })
  unmount()
  stop()
  await advance(5_000)
  expect(simulator.counters).toMatchObject({ socketsOpen: 0 })
  expect(timers()).toBe(0)
})

test('watchIntents keeps to its limit, and says that what it shows is stale while the socket is down', async () => {
  const { advance, simulator, watchAll } = createSetup()
  const { seen, stop } = watchAll(2)
  await advance(500)
  for (let count = 0; count < 3; count += 1) simulator.start('happy-path')
  await advance(3_000)
  expect(seen.at(-1)).toMatchObject({ items: { length: 2 }, connection: { isStale: false } })
  simulator.faults.apply('drop')
  await advance(5_000)
  expect(seen.at(-1)).toMatchObject({ items: { length: 2 }, connection: { isStale: true } })
  stop()
})

test('watchMempoolStats sees the counts of the hook, and nobody is called once it has stopped', async () => {
  const { advance, simulator, timers, watchAll, watchStats, wrapper } = createSetup()
  const { seen, stop } = watchStats()
  const all = watchAll()
  const { result, unmount } = renderHook(() => useMempoolStats().data, { wrapper })
  await advance(500)
  simulator.start('happy-path')
  await advance(8_000)
  expect(seen.at(-1)).toMatchObject({
    error: null,
    data: { total: 1, completed: 1 },
    connection: { transport: 'socket' },
  })
  expect(seen.at(-1)?.data).toBe(result.current)
  unmount()
  stop()
  all.stop()
  const { length } = seen
  simulator.start('happy-path')
  await advance(5_000)
  expect(seen).toHaveLength(length)
  expect(simulator.counters).toMatchObject({ socketsOpen: 0, restRequests: 0 })
  expect(timers()).toBe(0)
})
