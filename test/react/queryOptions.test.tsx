import {
  dehydrate,
  HydrationBoundary,
  type QueryClient,
  QueryClientProvider,
  useQuery,
  useSuspenseQuery,
} from '@tanstack/react-query'
import { act, render, renderHook, screen } from '@testing-library/react'
import { relayStatusQueryKey, relayStatusQueryOptions, useRelayStatus } from 'onwire/relay'
import { type ReactNode, StrictMode, Suspense } from 'react'
import { expect, test } from 'vitest'
import { createRelayWorld, type RelayWorld, withoutRepeats } from './support/relaySetup.js'

function createSuspending(world: RelayWorld, requestId: string) {
  const shown: string[] = []
  function Status() {
    const { data } = useSuspenseQuery(relayStatusQueryOptions(world.onwire, { requestId }))
    shown.push(data.status)
    return <p>{data.status}</p>
  }
  const element = (
    <Suspense fallback={<p>waits for the first answer</p>}>
      <Status />
    </Suspense>
  )
  return { element, getShown: () => withoutRepeats(shown) }
}

const withoutOnwire =
  (queryClient: QueryClient) =>
  ({ children }: { readonly children?: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  )

test.each(['with', 'without'])('useSuspenseQuery with these options alone is live, %s OnwireProvider', async (how) => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const { element, getShown } = createSuspending(world, requestId)
  render(<StrictMode>{element}</StrictMode>, {
    wrapper: how === 'with' ? world.Providers : withoutOnwire(world.queryClient),
  })
  expect(screen.getByText('waits for the first answer')).toBeInTheDocument()
  await world.advance(20_000)
  expect(getShown()).toEqual(['waiting', 'pending', 'submitted', 'success'])
  expect(world.simulator.counters).toMatchObject({
    socketsOpened: 1,
    subscribes: { [requestId]: 1 },
    statusRequests: { [requestId]: 2 },
  })
  expect(world.timers()).toBe(0)
})

test('useQuery with these options is live over a hydrated cache, also where no OnwireProvider is', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const options = relayStatusQueryOptions(world.onwire, { requestId })
  const server = createRelayWorld({ isServer: true })
  const kept = server.simulator.start('happy-path', { requestId })
  const prefetching = server.queryClient.prefetchQuery(relayStatusQueryOptions(server.onwire, { requestId }))
  await server.advance(100)
  await prefetching
  expect(kept.truth().status).toBe('waiting')

  const shown: (string | undefined)[] = []
  function Status() {
    shown.push(useQuery(options).data?.status)
    return null
  }
  render(
    <HydrationBoundary state={dehydrate(server.queryClient)}>
      <Status />
    </HydrationBoundary>,
    { wrapper: withoutOnwire(world.queryClient) },
  )
  await world.advance(20_000)
  expect(withoutRepeats(shown)).toEqual(['waiting', 'pending', 'submitted', 'success'])
  expect(world.simulator.counters.subscribes).toEqual({ [requestId]: 1 })
})

test('What was prefetched is shown at once, and is not asked for again', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('abandoned-quote')
  const prefetching = world.queryClient.prefetchQuery(relayStatusQueryOptions(world.onwire, { requestId }))
  await world.advance(100)
  await prefetching
  expect(world.simulator.counters).toMatchObject({ restRequests: 1, socketsOpened: 0 })
  const { result } = renderHook(() => useRelayStatus({ requestId }).data?.status, { wrapper: world.Providers })
  expect(result.current).toBe('waiting')
  await act(async () => {})
  expect(world.simulator.counters.restRequests).toBe(1)
  await world.advance(2_000)
  expect(world.simulator.counters).toMatchObject({ restRequests: 2, socketsOpened: 1 })
})

test('What is known already is not prefetched again', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('abandoned-quote')
  const prefetch = () => world.queryClient.prefetchQuery(relayStatusQueryOptions(world.onwire, { requestId }))
  await Promise.all([prefetch(), world.advance(100)])
  await Promise.all([prefetch(), world.advance(60_000)])
  expect(world.simulator.counters.restRequests).toBe(1)
})

test('A prefetch that nobody mounts leaves no subscription and no timer', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('abandoned-quote')
  const prefetching = world.queryClient.prefetchQuery(relayStatusQueryOptions(world.onwire, { requestId }))
  await world.advance(10_000)
  await prefetching
  expect(world.simulator.counters).toMatchObject({ restRequests: 1, socketsOpened: 0 })
  expect(world.timers()).toBe(0)
})

test('The hook, these options and the key are one cache entry', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const { result } = renderHook(
    () => ({
      hook: useRelayStatus({ requestId }).data,
      query: useQuery(relayStatusQueryOptions(world.onwire, { requestId })).data,
    }),
    { wrapper: world.Providers },
  )
  await world.advance(6_000)
  const key = relayStatusQueryKey({ requestId })
  expect(relayStatusQueryOptions(world.onwire, { requestId }).queryKey).toEqual(key)
  expect(result.current.hook).toBe(result.current.query)
  expect(world.queryClient.getQueryData(key)).toBe(result.current.hook)
  expect(world.queryClient.getQueryCache().getAll()).toHaveLength(1)
})

test('The key names the protocol and the topic, and holds neither URL nor key', () => {
  expect(relayStatusQueryKey({ requestId: '0xab' })).toEqual(['onwire', 'relay', { kind: 'status', requestId: '0xab' }])
  expect(relayStatusQueryKey({ requestId: '0xab', protocolId: 'relay-testnet' })[1]).toBe('relay-testnet')
})

test('What is cached is plain JSON', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  renderHook(() => useRelayStatus({ requestId }), { wrapper: world.Providers })
  await world.advance(6_000)
  const data = world.queryClient.getQueryData(relayStatusQueryKey({ requestId }))
  expect(JSON.parse(JSON.stringify(data))).toEqual(data)
})

test('What fails rejects with an error of ours', async () => {
  const world = createRelayWorld()
  world.simulator.faults.breakRest('error')
  const { requestId } = world.simulator.start('happy-path')
  const query = world.queryClient.fetchQuery(relayStatusQueryOptions(world.onwire, { requestId }))
  await Promise.all([
    expect(query).rejects.toMatchObject({ name: 'OnwireError', code: 'REQUEST_FAILED' }),
    world.advance(100),
  ])
})

test('`refetch` of a hook without an id says what is missing', async () => {
  const world = createRelayWorld()
  const { result } = renderHook(() => useRelayStatus({ requestId: undefined }), { wrapper: world.Providers })
  await act(async () => {
    const { error } = await result.current.refetch()
    expect(error).toMatchObject({ code: 'NO_TOPIC' })
  })
})
