import { notifyManager, QueryClient } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createOnwire, type LiveSnapshot } from 'onwire'
import { fusion, type Intent, useIntent, watchIntent } from 'onwire/fusion'
import { createFusionSimulator } from 'onwire/testing'
import { expect, onTestFinished, test } from 'vitest'
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
  const wrapper = createProviders(onwire, queryClient)
  return {
    onwire,
    simulator,
    timers,
    wrapper,
    watch(intentId: string) {
      const seen: LiveSnapshot<Intent>[] = []
      const stop = watchIntent(onwire, { intentId }, (snapshot) => seen.push(snapshot))
      return { seen, stop, statuses: () => [...new Set(seen.map(({ data }) => data?.status))] }
    },
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 50) await act(() => clock.advanceAsync(Math.min(50, left)))
    },
  }
}

test('watchIntent sees every status of the happy path in its order, and the end as settled', async () => {
  const { advance, simulator, watch } = createSetup()
  const { seen, statuses, stop } = watch(simulator.start('happy-path').intentId)
  await advance(8_000)
  expect(statuses()).toEqual([
    undefined,
    'proofs_pending',
    'proofs_verified',
    'matched',
    'waiting_for_source_lock',
    'executing',
    'completed',
  ])
  expect(seen.filter(({ data, isSettled }) => isSettled !== (data?.status === 'completed'))).toEqual([])
  expect(seen.at(-1)).toMatchObject({ error: null, data: { htlcState: { state: 'claimed' } } })
  stop()
})

test('A watcher of an intent and a hook share one subscription, and the last of them unsubscribes', async () => {
  const { advance, simulator, timers, watch, wrapper } = createSetup()
  const { intentId } = simulator.start('slow-proofs')
  const other = watch(simulator.start('slow-proofs').intentId)
  const first = watch(intentId)
  const second = watch(intentId)
  const { result, unmount } = renderHook(() => useIntent({ intentId }).data, { wrapper })
  await advance(500)
  expect(first.seen.at(-1)).toMatchObject({ connection: { status: 'connected', transport: 'socket' } })
  expect(first.seen.at(-1)?.data).toBe(result.current)
  expect(result.current).toBeDefined()
  first.stop()
  unmount()
  await advance(5_000)
  expect(simulator.counters).toMatchObject({ socketsOpened: 1, subscribes: { [intentId]: 1 }, unsubscribes: 0 })
  const { length } = second.seen
  second.stop()
  await advance(5_000)
  expect(second.seen).toHaveLength(length)
  expect(simulator.counters).toMatchObject({ socketsOpen: 1, subscribes: { [intentId]: 1 }, unsubscribes: 1 })
  other.stop()
  await advance(5_000)
  expect(simulator.counters).toMatchObject({ socketsOpen: 0 })
  expect(timers()).toBe(0)
})

test('watchIntent polls while the socket is down, and says so', async () => {
  const { advance, simulator, watch } = createSetup()
  simulator.faults.apply('drop')
  const { seen, statuses, stop } = watch(simulator.start('happy-path').intentId)
  await advance(30_000)
  expect(seen.find(({ data }) => data)).toMatchObject({ error: null })
  expect(seen.some(({ connection }) => connection.transport === 'polling')).toBe(true)
  expect(seen.every(({ connection }) => connection.transport !== 'socket')).toBe(true)
  expect(statuses().at(-1)).toBe('completed')
  stop()
})

test('watchIntent hands an id that can’t be one over as an error, and throws without a QueryClient', async () => {
  const { advance, simulator, watch } = createSetup()
  const { seen, stop } = watch('')
  await advance(5_000)
  expect(seen.at(-1)).toMatchObject({ data: undefined, error: { code: 'INVALID_INTENT_ID' } })
  expect(simulator.counters).toMatchObject({ connectionsOpened: 0, restRequests: 0 })
  stop()
  const { environment } = createTestEnvironment()
  const onwire = createOnwire({ protocols: [fusion({ url: 'https://fusion.example' })], environment })
  expect(() => watchIntent(onwire, { intentId: '0x1' }, () => {})).toThrow(
    expect.objectContaining({ name: 'OnwireError', code: 'NO_QUERY_CLIENT' }),
  )
})
