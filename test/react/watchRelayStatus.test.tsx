import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { createOnwire, type LiveSnapshot } from 'onwire'
import { relay, type RelayStatus, relayStatusQueryOptions, useRelayStatus, watchRelayStatus } from 'onwire/relay'
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { catchUncaught } from './support/catchUncaught.js'
import { createRelaySetup, type RelaySetup, toRelayOptions } from './support/relaySetup.js'

/** Watches through the setup's cache, and keeps each snapshot. */
function watch({ onwire, queryClient }: RelaySetup, requestId: string) {
  const seen: LiveSnapshot<RelayStatus>[] = []
  const stop = watchRelayStatus(onwire, { requestId, queryClient }, (snapshot) => seen.push(snapshot))
  return { seen, stop, statuses: () => [...new Set(seen.map(({ data }) => data?.status))] }
}

test('A watcher sees every status of the happy path once, and its end as settled', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { seen, statuses, stop } = watch(setup, requestId)
  expect(seen).toEqual([])
  await setup.advance(20_000)
  expect(seen[0]).toMatchObject({ data: undefined, error: null, isSettled: false })
  expect(statuses()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
  expect(seen.filter(({ data, isSettled }) => isSettled !== (data?.status === 'success'))).toEqual([])
  stop()
})

describe('A watcher and a hook', () => {
  test('share one subscription, and a stopped watcher leaves no timer', async () => {
    const setup = createRelaySetup()
    const { advance, Providers, simulator, timers } = setup
    const { requestId } = simulator.start('happy-path')
    const { seen, stop } = watch(setup, requestId)
    const { result, unmount } = renderHook(() => useRelayStatus({ requestId }).data, { wrapper: Providers })
    await advance(2_000)
    expect(seen.at(-1)).toMatchObject({ error: null, connection: { status: 'connected', transport: 'socket' } })
    expect(seen.at(-1)?.data).toBe(result.current)
    unmount()
    await advance(10_000)
    expect(seen.at(-1)).toMatchObject({ data: { status: 'success' } })
    expect(simulator.counters).toMatchObject({ socketsOpened: 1, subscribes: { [requestId]: 1 } })
    const { length } = seen
    stop()
    await advance(10_000)
    expect(seen).toHaveLength(length)
    expect(simulator.counters).toMatchObject({ socketsOpen: 0 })
    expect(timers()).toBe(0)
  })

  test('stay subscribed once, whichever of them leaves first, and the last one unsubscribes', async () => {
    const setup = createRelaySetup()
    const { advance, Providers, simulator } = setup
    const { requestId } = simulator.start('abandoned-quote')
    const other = simulator.start('abandoned-quote')
    const { stop: stopOther } = watch(setup, other.requestId)
    const { unmount } = renderHook(() => useRelayStatus({ requestId }).data, { wrapper: Providers })
    await advance(2_000)
    const first = watch(setup, requestId)
    const second = watch(setup, requestId)
    await advance(2_000)
    first.stop()
    first.stop()
    unmount()
    await advance(20_000)
    expect(second.seen.at(-1)).toMatchObject({ connection: { transport: 'socket' } })
    expect(simulator.counters).toMatchObject({ socketsOpened: 1, subscribes: { [requestId]: 1 }, unsubscribes: 0 })
    second.stop()
    await advance(5_000)
    expect(simulator.counters).toMatchObject({ socketsOpen: 1, unsubscribes: 1 })
    stopOther()
  })

  test('are each told of a change once, and a watcher that stops in its own call is told of no more', async () => {
    const setup = createRelaySetup()
    const { requestId } = setup.simulator.start('happy-path')
    let calls = 0
    const stop = watchRelayStatus(setup.onwire, { requestId, queryClient: setup.queryClient }, ({ data }) => {
      if (data) stop()
      calls += data ? 1 : 0
    })
    renderHook(() => useRelayStatus({ requestId }).data, { wrapper: setup.Providers })
    await setup.advance(10_000)
    expect(calls).toBe(1)
  })
})

test('A watcher that stops leaves a query live that is read outside the provider', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const wrapper = ({ children }: { readonly children?: ReactNode }) => (
    <QueryClientProvider client={setup.queryClient}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(() => useQuery(relayStatusQueryOptions(setup.onwire, { requestId })).data?.status, {
    wrapper,
  })
  await setup.advance(500)
  const { stop } = watch(setup, requestId)
  await setup.advance(500)
  stop()
  await setup.advance(20_000)
  expect(result.current).toBe('success')
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 1, subscribes: { [requestId]: 1 } })
})

test('A watcher that stops lets go of the cache: its client doesn’t follow what another one’s hooks read there', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const first = createOnwire({
    protocols: [relay(toRelayOptions(setup.simulator))],
    environment: setup.onwire.environment,
    queryClient: setup.queryClient,
  })
  const stop = watchRelayStatus(first, { requestId }, () => {})
  await setup.advance(2_000)
  stop()
  await setup.advance(5_000)
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 1, socketsOpen: 0 })
  const { result } = renderHook(() => useRelayStatus({ requestId }).connection.transport, { wrapper: setup.Providers })
  await setup.advance(5_000)
  expect(result.current).toBe('socket')
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 2, socketsOpen: 1 })
  first.close()
})

test('A listener that throws breaks nothing: its errors reach the app, and everybody is told on', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const uncaught = catchUncaught()
  const fault = new Error('of the app')
  let calls = 0
  const stop = watchRelayStatus(setup.onwire, { requestId, queryClient: setup.queryClient }, () => {
    calls += 1
    throw fault
  })
  const other = watch(setup, requestId)
  const { result } = renderHook(() => useRelayStatus({ requestId }).data?.status, { wrapper: setup.Providers })
  await setup.advance(20_000)
  expect(other.seen.at(-1)).toMatchObject({ data: { status: 'success' }, isSettled: true })
  expect(result.current).toBe('success')
  expect(calls).toBe(other.seen.length)
  expect(uncaught()).toEqual(other.seen.map(() => fault))
  stop()
  other.stop()
})

describe('The cache of a watcher', () => {
  test('is the one of createOnwire, unless the call names another', async () => {
    const setup = createRelaySetup()
    const { requestId } = setup.simulator.start('abandoned-quote')
    const [own, other] = [new QueryClient(), new QueryClient()]
    const onwire = createOnwire({
      protocols: [relay(toRelayOptions(setup.simulator))],
      environment: setup.onwire.environment,
      queryClient: own,
    })
    const { queryKey } = relayStatusQueryOptions(onwire, { requestId })
    const seen: (RelayStatus | undefined)[] = []
    const stop = watchRelayStatus(onwire, { requestId }, ({ data }) => seen.push(data))
    await setup.advance(2_000)
    expect(seen.at(-1)).toMatchObject({ status: 'waiting' })
    expect(seen.at(-1)).toBe(own.getQueryData(queryKey))
    expect(other.getQueryData(queryKey)).toBeUndefined()
    const stopOther = watchRelayStatus(onwire, { requestId, queryClient: other }, () => {})
    await setup.advance(2_000)
    expect(other.getQueryData(queryKey)).toBe(own.getQueryData(queryKey))
    expect(setup.simulator.counters).toMatchObject({ socketsOpened: 1, subscribes: { [requestId]: 1 } })
    stop()
    stopOther()
    onwire.close()
  })

  test('must be named: without a QueryClient it throws NO_QUERY_CLIENT, says what to do, and opens nothing', async () => {
    const { advance, onwire, simulator, timers } = createRelaySetup()
    const { requestId } = simulator.start('happy-path')
    expect(() => watchRelayStatus(onwire, { requestId }, () => {})).toThrow(
      expect.objectContaining({
        name: 'OnwireError',
        code: 'NO_QUERY_CLIENT',
        message: expect.stringContaining('without a QueryClient'),
        remedy: expect.stringMatching(/createOnwire\(\{ queryClient \}\).*\{ queryClient \} to the call/),
      }),
    )
    await advance(5_000)
    expect(simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
    expect(timers()).toBe(0)
  })

  test('shows what it holds at once, and nothing older afterwards', async () => {
    const setup = createRelaySetup()
    const { requestId } = setup.simulator.start('happy-path')
    const first = watch(setup, requestId)
    await setup.advance(20_000)
    first.stop()
    const second = watch(setup, requestId)
    await setup.advance(50)
    expect(second.seen.map(({ data }) => data?.status)).toEqual(second.seen.map(() => 'success'))
    expect(second.seen.length).toBeGreaterThan(0)
    second.stop()
  })
})

test('What can’t be followed is an error in the snapshot, and no exception', async () => {
  const setup = createRelaySetup()
  const { seen, stop } = watch(setup, 'hello')
  await setup.advance(5_000)
  expect(seen.at(-1)).toMatchObject({ data: undefined, error: { code: 'INVALID_REQUEST_ID' } })
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  stop()
  expect(setup.timers()).toBe(0)
})

describe('A client that is closed', () => {
  test('ends its watchers: what they saw stays, nothing is asked, and stopping them is harmless', async () => {
    const setup = createRelaySetup()
    const { requestId } = setup.simulator.start('happy-path')
    const { seen, stop } = watch(setup, requestId)
    await setup.advance(2_000)
    setup.onwire.close()
    await setup.advance(200)
    const { restRequests } = setup.simulator.counters
    expect(seen.at(-1)).toMatchObject({
      data: { status: 'pending' },
      connection: { status: 'idle', transport: 'idle' },
    })
    const { length } = seen
    await setup.advance(60_000)
    expect(seen).toHaveLength(length)
    expect(setup.simulator.counters).toMatchObject({ restRequests, socketsOpened: 1, socketsOpen: 0 })
    expect(setup.timers()).toBe(0)
    expect(setup.page.watchers()).toBe(0)
    stop()
    stop()
  })

  test('has an error for who watches from then on', async () => {
    const setup = createRelaySetup()
    const { requestId } = setup.simulator.start('happy-path')
    setup.onwire.close()
    const { seen, stop } = watch(setup, requestId)
    await setup.advance(5_000)
    expect(seen.at(-1)).toMatchObject({ data: undefined, error: { code: 'CLOSED' }, connection: { transport: 'idle' } })
    expect(setup.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
    expect(setup.timers()).toBe(0)
    stop()
  })
})

test('On a server a watcher tells once what the cache holds, and opens, asks and keeps nothing', async () => {
  const setup = createRelaySetup({ isServer: true })
  const { requestId } = setup.simulator.start('happy-path')
  const { seen } = watch(setup, requestId)
  await setup.advance(60_000)
  expect(seen).toMatchObject([{ data: undefined, error: null, connection: { status: 'idle', transport: 'idle' } }])
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  expect(
    setup.queryClient.getQueryCache().find(relayStatusQueryOptions(setup.onwire, { requestId }))?.observers,
  ).toEqual([])
  expect(setup.timers()).toBe(0)
})
