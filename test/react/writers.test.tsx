import {
  type DehydratedState,
  hashKey,
  HydrationBoundary,
  hydrate,
  IsRestoringProvider,
  QueryClient,
  QueryClientProvider,
  useQuery,
} from '@tanstack/react-query'
import { act, render, renderHook } from '@testing-library/react'
import { OnwireProvider } from 'onwire'
import { relayStatusQueryKey, relayStatusQueryOptions, useRelayStatus } from 'onwire/relay'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { createRelaySetup, createStatus, type RelaySetup, withoutRepeats } from './support/relaySetup.js'

/** Follows a request and notes the status of each render. */
function follow(setup: RelaySetup, requestId: string, wrapper: RelaySetup['Providers'] = setup.Providers) {
  const shown: (string | undefined)[] = []
  const hook = renderHook(
    () => {
      const { data } = useRelayStatus({ requestId })
      shown.push(data?.status)
      return data?.status
    },
    { wrapper },
  )
  return { ...hook, getShown: () => withoutRepeats(shown) }
}

/** What a server or a disk kept of a request: TanStack takes it, because it was written later than what it has. */
function keep(requestId: string, data: unknown): DehydratedState {
  const queryKey = relayStatusQueryKey({ requestId })
  const state = new QueryClient().getQueryCache().build(new QueryClient(), { queryKey }).state
  return {
    mutations: [],
    queries: [
      {
        queryKey,
        queryHash: hashKey(queryKey),
        dehydratedAt: Date.now() + 60_000,
        state: { ...state, data, status: 'success', dataUpdateCount: 1, dataUpdatedAt: Date.now() + 60_000 },
      },
    ],
  }
}

/** One second into the happy path's `pending`, and an older and a newer status of the same request. */
async function startPending(setup: RelaySetup) {
  const request = setup.simulator.start('happy-path')
  const { requestId } = request
  const follower = follow(setup, requestId)
  await setup.advance(2_000)
  const { updatedAt } = request.truth()
  expect(follower.getShown()).toEqual([undefined, 'waiting', 'pending'])
  return {
    ...follower,
    requestId,
    older: createStatus(requestId, 'waiting', updatedAt - 1_000),
    newer: createStatus(requestId, 'submitted', updatedAt + 500),
    key: relayStatusQueryKey({ requestId }),
  }
}

test('An older HydrationBoundary after a push shows nothing older', async () => {
  const setup = createRelaySetup()
  const { older, requestId, getShown } = await startPending(setup)
  render(
    <setup.Providers>
      <HydrationBoundary state={keep(requestId, older)} />
    </setup.Providers>,
  )
  await setup.advance(5_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})

test('A newer HydrationBoundary is shown at once', async () => {
  const setup = createRelaySetup()
  const { newer, requestId, getShown } = await startPending(setup)
  render(
    <setup.Providers>
      <HydrationBoundary state={keep(requestId, newer)} />
    </setup.Providers>,
  )
  await act(async () => {})
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted'])
  await setup.advance(5_000)
  expect(getShown().at(-1)).toBe('success')
})

test('A persister that restores late shows nothing older, and its junk is not shown', async () => {
  const setup = createRelaySetup()
  const { older, requestId, getShown } = await startPending(setup)
  await act(async () => hydrate(setup.queryClient, keep(requestId, older)))
  await act(async () => hydrate(setup.queryClient, keep(requestId, { version: 0, what: 'junk' })))
  await setup.advance(5_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})

test('Nothing is asked while a persister restores, and what it brought is followed then', async () => {
  const setup = createRelaySetup()
  const request = setup.simulator.start('happy-path')
  const { requestId } = request
  function Status() {
    return <>{useRelayStatus({ requestId }).data?.status}</>
  }
  const page = (isRestoring: boolean) => (
    <setup.Providers>
      <IsRestoringProvider value={isRestoring}>
        <Status />
      </IsRestoringProvider>
    </setup.Providers>
  )
  const { container, rerender } = render(page(true))
  await setup.advance(2_000)
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  hydrate(setup.queryClient, keep(requestId, createStatus(requestId, 'waiting', request.truth().updatedAt - 1_000)))
  rerender(page(false))
  expect(container.textContent).toBe('waiting')
  await setup.advance(500)
  expect(container.textContent).toBe('pending')
})

test('A persister that restores before the mount is shown first, and then what is newer', async () => {
  const setup = createRelaySetup()
  const request = setup.simulator.start('happy-path')
  await setup.advance(2_000)
  const { requestId } = request
  hydrate(setup.queryClient, keep(requestId, createStatus(requestId, 'waiting', request.truth().updatedAt - 1_000)))
  const { getShown } = follow(setup, requestId)
  await setup.advance(5_000)
  expect(getShown()).toEqual(['waiting', 'pending', 'submitted', 'success'])
})

test('Junk that was restored before the mount is not shown', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  hydrate(setup.queryClient, keep(requestId, 'junk'))
  const { getShown } = follow(setup, requestId)
  await setup.advance(6_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})

test('An end that was restored is shown, and nothing is asked or opened', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  hydrate(setup.queryClient, keep(requestId, createStatus(requestId, 'success', 1_765_989_900_000)))
  const { result, getShown } = follow(setup, requestId)
  await setup.advance(60_000)
  expect(getShown()).toEqual(['success'])
  expect(result.current).toBe('success')
  expect(setup.simulator.counters).toMatchObject({ restRequests: 0, socketsOpened: 0 })
  expect(setup.timers()).toBe(0)
})

test('setQueryData of something older, of junk and of a copy shows nothing older', async () => {
  const setup = createRelaySetup()
  const { key, older, getShown } = await startPending(setup)
  const { queryClient } = setup
  await act(async () => queryClient.setQueryData(key, older))
  await act(async () => queryClient.setQueryData(key, null))
  await act(async () => queryClient.setQueryData(key, { status: 42 }))
  await act(async () => queryClient.setQueryData(key, (data) => structuredClone(data)))
  expect(queryClient.getQueryData(key)).toMatchObject({ status: 'pending' })
  await setup.advance(5_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})

test('setQueryData of something newer is shown', async () => {
  const setup = createRelaySetup()
  const { key, newer, result } = await startPending(setup)
  await act(async () => setup.queryClient.setQueryData(key, newer))
  expect(result.current).toBe('submitted')
})

test('A component that comes back with `gcTime: 0` shows what it had left with, whatever an old replica answers', async () => {
  const setup = createRelaySetup()
  const request = setup.simulator.start({
    name: 'lagging',
    title: 'Lagging',
    description: 'REST tells of `pending` so much later.',
    origin: 10,
    destination: 8453,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1_500, status: 'pending', delayPollMs: 60_000 },
    ],
    expect: { outcome: undefined },
  })
  const shown: (string | undefined)[] = []
  const use = () => void shown.push(useRelayStatus({ requestId: request.requestId, query: { gcTime: 0 } }).data?.status)
  const first = renderHook(use, { wrapper: setup.Providers })
  await setup.advance(2_000)
  first.unmount()
  await act(() => new Promise((resolve) => setTimeout(resolve, 10)))
  expect(setup.queryClient.getQueryCache().getAll()).toEqual([])
  await setup.advance(10_000)
  renderHook(use, { wrapper: setup.Providers })
  await setup.advance(10_000)
  expect(setup.simulator.counters.restRequests).toBeGreaterThan(2)
  expect(withoutRepeats(shown)).toEqual([undefined, 'waiting', 'pending'])
})

test('Two QueryClients over one client share its socket, and both are live', async () => {
  const setup = createRelaySetup()
  const other = new QueryClient()
  const { requestId } = setup.simulator.start('happy-path')
  const Other = ({ children }: { readonly children?: ReactNode }) => (
    <QueryClientProvider client={other}>
      <OnwireProvider client={setup.onwire}>{children}</OnwireProvider>
    </QueryClientProvider>
  )
  const first = follow(setup, requestId)
  await setup.advance(2_000)
  const second = follow(setup, requestId, Other)
  await setup.advance(5_000)
  expect(first.getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
  expect(second.getShown()).toEqual(['pending', 'submitted', 'success'])
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 1, subscribes: { [requestId]: 1 } })
})

test('Two QueryClients show what one of them is told from outside', async () => {
  const setup = createRelaySetup()
  const { newer, requestId, result } = await startPending(setup)
  const other = new QueryClient()
  renderHook(() => useQuery(relayStatusQueryOptions(setup.onwire, { requestId })).data, {
    wrapper: ({ children }) => <QueryClientProvider client={other}>{children}</QueryClientProvider>,
  })
  await setup.advance(500)
  await act(async () => other.setQueryData(relayStatusQueryKey({ requestId }), newer))
  await setup.advance(50)
  expect(result.current).toBe('submitted')
})

test('invalidateQueries asks once, and shows nothing older', async () => {
  const setup = createRelaySetup()
  const { key, requestId, getShown } = await startPending(setup)
  const before = setup.simulator.counters.statusRequests[requestId] ?? 0
  await act(async () => void setup.queryClient.invalidateQueries({ queryKey: key }))
  await setup.advance(500)
  expect(setup.simulator.counters.statusRequests[requestId]).toBe(before + 1)
  await setup.advance(5_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})

test('resetQueries asks again, and is never stuck: REST may be down, the socket knows', async () => {
  const setup = createRelaySetup()
  const { key, result } = await startPending(setup)
  await act(async () => void setup.queryClient.resetQueries({ queryKey: key }))
  await setup.advance(200)
  expect(result.current).toBe('pending')
  setup.simulator.faults.breakRest('error')
  await act(async () => void setup.queryClient.resetQueries({ queryKey: key }))
  await setup.advance(200)
  expect(result.current).toBe('pending')
  await setup.advance(5_000)
  expect(result.current).toBe('success')
})

test.each(['removeQueries', 'clear'] as const)('%s under a mounted component leaves it live', async (how) => {
  const setup = createRelaySetup()
  const { result, getShown } = await startPending(setup)
  await act(async () => setup.queryClient[how]())
  await setup.advance(5_000)
  expect(result.current).toBe('success')
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})

test('A promise in the cache that never settles is dropped, and the service asked: hydration may have brought it', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  setup.simulator.faults.apply('refuse-upgrade')
  const queryKey = relayStatusQueryKey({ requestId })
  void setup.queryClient.prefetchQuery({ queryKey, queryFn: () => new Promise(() => {}) })
  const { result } = renderHook(
    () => {
      const { connection, data } = useRelayStatus({ requestId })
      return { isStale: connection.isStale, status: data?.status }
    },
    { wrapper: setup.Providers },
  )
  await setup.advance(10_500)
  expect(result.current).toEqual({ isStale: true, status: undefined })
  await setup.advance(10_000)
  expect(result.current.status).toBeDefined()
  expect(result.current.isStale).toBe(false)
})

test('cancelQueries in the middle of a poll takes nothing back', async () => {
  const setup = createRelaySetup()
  const request = setup.simulator.start('happy-path')
  const { requestId } = request
  const { getShown } = follow(setup, requestId)
  for (let count = 0; count < 40; count += 1) {
    await setup.advance(150)
    await act(async () => {
      void setup.queryClient.invalidateQueries()
      await setup.clock.advanceAsync(15)
      void setup.queryClient.cancelQueries()
    })
  }
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})
