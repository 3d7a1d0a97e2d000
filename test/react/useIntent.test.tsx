import { QueryClient, useQuery } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createOnwire, type Diagnostic } from 'onwire'
import { fusion, intentQueryKey, intentQueryOptions, useIntent, useIntents, useMempoolStats } from 'onwire/fusion'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createFusionSimulator } from '../../src/testing/simulators/fusion/createFusionSimulator.js'
import { createTestEnvironment } from '../support/environment.js'
import { quietly } from './support/quietly.js'
import { withoutRepeats } from './support/relaySetup.js'
import { createProviders } from './support/createProviders.js'

/** An app around a simulated coordinator, all on one clock that is moved by hand. */
function createSetup() {
  const { clock, environment } = createTestEnvironment()
  const simulator = createFusionSimulator({ clock, seed: 7, stats: 'subscribe' })
  const { fetch, url, WebSocket } = simulator
  const diagnostics: Diagnostic[] = []
  const onwire = createOnwire({
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    protocols: [fusion({ url, fetch, WebSocket, transports: ['websocket'] })],
    environment,
  })
  const queryClient = new QueryClient()
  onTestFinished(() => {
    onwire.close()
    simulator.stop()
  })
  const wrapper = createProviders(onwire, queryClient)
  return {
    diagnostics,
    simulator,
    onwire,
    queryClient,
    wrapper,
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 50) await act(() => clock.advanceAsync(Math.min(50, left)))
    },
  }
}

test('useIntent shows every status of the happy path, each once and in its order, and proofs in the same data', async () => {
  const { advance, simulator, wrapper } = createSetup()
  const { intentId } = simulator.start('happy-path')
  const shown: (string | undefined)[] = []
  const onSettled = vi.fn<() => void>()
  const { result } = renderHook(
    () => {
      const state = useIntent({ intentId, onSettled })
      shown.push(state.data?.status)
      return state
    },
    { wrapper },
  )
  expect(result.current.isPending).toBe(true)
  await advance(8_000)
  expect(withoutRepeats(shown)).toEqual([
    undefined,
    'proofs_pending',
    'proofs_verified',
    'matched',
    'waiting_for_source_lock',
    'executing',
    'completed',
  ])
  expect(result.current.data).toMatchObject({ proofStatus: 'verified', htlcState: { state: 'claimed' } })
  expect(result.current.data?.txHashes.map(({ name }) => name)).toEqual(['sourceLock', 'destinationLock', 'claim'])
  expect(result.current).toMatchObject({ isSettled: true, error: null })
  expect(onSettled).toHaveBeenCalledTimes(1)
  expect(simulator.counters.subscribes).toEqual({ [intentId]: 1 })
})

test('An intent that is not there yet is a state, and so is one that is removed', async () => {
  const { advance, simulator, wrapper } = createSetup()
  const late = simulator.start('late-arrival')
  const gone = simulator.start('removed')
  const { result } = renderHook(
    () => [late, gone].map(({ intentId }) => useIntent({ intentId })).map(({ data, error }) => [data?.status, error]),
    { wrapper },
  )
  await advance(1_000)
  expect(result.current).toEqual([
    ['not_found', null],
    ['proofs_pending', null],
  ])
  await advance(11_000)
  expect(result.current).toEqual([
    ['completed', null],
    ['removed', null],
  ])
})

test('An id that changes after submission is followed under the new one', async () => {
  const { advance, simulator, wrapper } = createSetup()
  const intent = simulator.start('replaced-id')
  const first = intent.intentId
  const { rerender, result } = renderHook(({ intentId }) => useIntent({ intentId }).data, {
    wrapper,
    initialProps: { intentId: first },
  })
  await advance(2_000)
  expect(result.current).toMatchObject({ intentId: first, status: 'removed', lastStatus: 'proofs_pending' })
  expect(intent.intentId).not.toBe(first)
  rerender({ intentId: intent.intentId })
  await advance(6_000)
  expect(result.current).toMatchObject({ intentId: intent.intentId, status: 'completed' })
})

test('An intent is polled while the socket is refused', async () => {
  const { advance, simulator, wrapper } = createSetup()
  simulator.faults.refuse('upgrade')
  const { intentId } = simulator.start('happy-path')
  const { result } = renderHook(
    () => {
      const { connection, data } = useIntent({ intentId })
      return [data?.status, connection.transport]
    },
    { wrapper },
  )
  await advance(5_500)
  expect(result.current).toEqual([expect.stringMatching(/^(waiting|executing)/), 'polling'])
  await advance(20_000)
  expect(result.current[0]).toBe('completed')
})

test('The words of a namespace that lets nobody in are told to onDiagnostic', async () => {
  const { advance, diagnostics, simulator, wrapper } = createSetup()
  simulator.faults.refuse('connect')
  const { intentId } = simulator.start('happy-path')
  renderHook(() => useIntent({ intentId }), { wrapper })
  await advance(1_000)
  expect(diagnostics).toEqual([
    {
      code: 'MALFORMED_FRAME',
      protocol: 'fusion',
      message: 'Fusion found fault: "Not authorized"',
      count: 1,
      frame: '["connect_error","Not authorized"]',
    },
    {
      code: 'CONNECTION_FAILED',
      protocol: 'fusion',
      message: 'Socket.IO refused or unreachable: Not authorized',
      count: 1,
    },
  ])
})

test('Prefetching an intent, and any query with its options, share its entry', async () => {
  const { advance, onwire, queryClient, simulator, wrapper } = createSetup()
  const { intentId } = simulator.start('happy-path')
  const { result } = renderHook(() => useQuery(intentQueryOptions(onwire, { intentId })).data?.status, { wrapper })
  await advance(8_000)
  expect(result.current).toBe('completed')
  expect(queryClient.getQueryData(intentQueryKey({ intentId }))).toMatchObject({ status: 'completed' })
})

test('All intents are a list, with several readers and the statistics one subscription', async () => {
  const { advance, simulator, wrapper } = createSetup()
  const onEvents = vi.fn<(changes: { readonly added: readonly unknown[] }) => void>()
  const { result } = renderHook(
    () => ({
      all: useIntents({ limit: 200 }),
      failed: useIntents({ filter: ({ status }) => status === 'failed', order: 'newest-last', onEvents }),
      stats: useMempoolStats(),
    }),
    { wrapper },
  )
  expect(result.current.all).toMatchObject({ isPending: true, items: [] })
  await advance(1_000)
  expect(result.current.all).toMatchObject({ isPending: false, items: [], hasOlder: true })
  expect(result.current.stats.data).toMatchObject({ total: 0 })
  simulator.start('busy-mempool')
  await advance(28_000)
  const { all, failed } = result.current
  expect(simulator.counters.subscribesAll).toBe(1)
  expect(result.current.stats.data).toMatchObject({ total: 0 })
  expect(all.items.length).toBeGreaterThan(40)
  const times = all.items.map(({ createdAt = 0 }) => createdAt)
  expect(times).toEqual([...times].sort((a, b) => b - a))
  expect(new Set(failed.items.map(({ status }) => status))).toEqual(new Set(['failed']))
  expect(failed.items.length).toBeLessThan(all.items.length)
  expect(all.items.some(({ status }) => status === 'removed')).toBe(true)
  expect(all.connection).toMatchObject({ transport: 'socket', isStale: false, isPollable: false })
  expect(onEvents.mock.calls.flatMap(([{ added }]) => added).length).toBe(all.items.length)
  // Joined again each half minute: nothing else is documented to bring the statistics.
  await advance(6_000)
  expect(simulator.counters.subscribesAll).toBe(2)
  expect(result.current.stats.data?.total).toBeGreaterThan(20)
})

test('What cannot be polled keeps its last data, and says that it is stale', async () => {
  const { advance, simulator, wrapper } = createSetup()
  simulator.start('happy-path')
  const { result } = renderHook(
    () => [useIntents(), useMempoolStats()].map(({ connection }) => [connection.isStale, connection.transport]),
    { wrapper },
  )
  const data = renderHook(() => useMempoolStats().data, { wrapper })
  await advance(1_000)
  expect(result.current).toEqual([
    [false, 'socket'],
    [false, 'socket'],
  ])
  simulator.faults.drop()
  await advance(4_000)
  expect(result.current).toEqual([
    [true, 'idle'],
    [true, 'idle'],
  ])
  expect(data.result.current).toMatchObject({ total: 1 })
})

test('A client without a coordinator, and an id that is none, are errors that say so', async () => {
  const { advance, onwire, queryClient, wrapper } = createSetup()
  expect(() =>
    quietly(() => renderHook(() => useIntent({ intentId: '0x1', protocolId: 'other' }), { wrapper })),
  ).toThrow(/no such fusion with the id "other"; it has: fusion/)
  const { result } = renderHook(() => useIntent({ intentId: 'a b' }).error, { wrapper })
  await advance(100)
  expect(result.current).toMatchObject({ code: 'INVALID_INTENT_ID' })
  await expect(queryClient.fetchQuery(intentQueryOptions(onwire, { intentId: '' }))).rejects.toMatchObject({
    code: 'INVALID_INTENT_ID',
  })
})
