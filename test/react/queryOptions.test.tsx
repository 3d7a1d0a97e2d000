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
import { createRelaySetup, type RelaySetup, withoutRepeats } from './support/relaySetup.js'

function createSuspending(setup: RelaySetup, requestId: string) {
  const shown: string[] = []
  function Status() {
    const { data } = useSuspenseQuery(relayStatusQueryOptions(setup.onwire, { requestId }))
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
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { element, getShown } = createSuspending(setup, requestId)
  render(<StrictMode>{element}</StrictMode>, {
    wrapper: how === 'with' ? setup.Providers : withoutOnwire(setup.queryClient),
  })
  expect(screen.getByText('waits for the first answer')).toBeInTheDocument()
  await setup.advance(20_000)
  expect(getShown()).toEqual(['waiting', 'pending', 'submitted', 'success'])
  expect(setup.simulator.counters).toMatchObject({
    socketsOpened: 1,
    subscribes: { [requestId]: 1 },
    statusRequests: { [requestId]: 2 },
  })
  expect(setup.timers()).toBe(0)
})

test('useQuery with these options is live over a hydrated cache, also where no OnwireProvider is', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const options = relayStatusQueryOptions(setup.onwire, { requestId })
  const server = createRelaySetup({ isServer: true })
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
    { wrapper: withoutOnwire(setup.queryClient) },
  )
  await setup.advance(20_000)
  expect(withoutRepeats(shown)).toEqual(['waiting', 'pending', 'submitted', 'success'])
  expect(setup.simulator.counters.subscribes).toEqual({ [requestId]: 1 })
})

test('What was prefetched is shown at once, and is not asked for again', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const prefetching = setup.queryClient.prefetchQuery(relayStatusQueryOptions(setup.onwire, { requestId }))
  await setup.advance(100)
  await prefetching
  expect(setup.simulator.counters).toMatchObject({ restRequests: 1, socketsOpened: 0 })
  const { result } = renderHook(() => useRelayStatus({ requestId }).data?.status, { wrapper: setup.Providers })
  expect(result.current).toBe('waiting')
  await act(async () => {})
  expect(setup.simulator.counters.restRequests).toBe(1)
  await setup.advance(2_000)
  expect(setup.simulator.counters).toMatchObject({ restRequests: 2, socketsOpened: 1 })
})

test('What is known already is not prefetched again', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const prefetch = () => setup.queryClient.prefetchQuery(relayStatusQueryOptions(setup.onwire, { requestId }))
  await Promise.all([prefetch(), setup.advance(100)])
  await Promise.all([prefetch(), setup.advance(60_000)])
  expect(setup.simulator.counters.restRequests).toBe(1)
})

test('A prefetch that nobody mounts leaves no subscription and no timer', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const prefetching = setup.queryClient.prefetchQuery(relayStatusQueryOptions(setup.onwire, { requestId }))
  await setup.advance(10_000)
  await prefetching
  expect(setup.simulator.counters).toMatchObject({ restRequests: 1, socketsOpened: 0 })
  expect(setup.timers()).toBe(0)
})

test('The hook, these options and the key are one cache entry', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { result } = renderHook(
    () => ({
      hook: useRelayStatus({ requestId }).data,
      query: useQuery(relayStatusQueryOptions(setup.onwire, { requestId })).data,
    }),
    { wrapper: setup.Providers },
  )
  await setup.advance(6_000)
  const key = relayStatusQueryKey({ requestId })
  expect(relayStatusQueryOptions(setup.onwire, { requestId }).queryKey).toEqual(key)
  expect(result.current.hook).toBe(result.current.query)
  expect(setup.queryClient.getQueryData(key)).toBe(result.current.hook)
  expect(setup.queryClient.getQueryCache().getAll()).toHaveLength(1)
})

test('The key names the protocol and the topic, and holds neither URL nor key', () => {
  expect(relayStatusQueryKey({ requestId: '0xab' })).toEqual(['onwire', 'relay', { kind: 'status', requestId: '0xab' }])
  expect(relayStatusQueryKey({ requestId: '0xab', protocolId: 'relay-testnet' })[1]).toBe('relay-testnet')
})

test('What is cached is plain JSON', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  renderHook(() => useRelayStatus({ requestId }), { wrapper: setup.Providers })
  await setup.advance(6_000)
  const data = setup.queryClient.getQueryData(relayStatusQueryKey({ requestId }))
  expect(JSON.parse(JSON.stringify(data))).toEqual(data)
})

test('What fails rejects with an error of ours', async () => {
  const setup = createRelaySetup()
  setup.simulator.faults.breakRest('error')
  const { requestId } = setup.simulator.start('happy-path')
  const query = setup.queryClient.fetchQuery(relayStatusQueryOptions(setup.onwire, { requestId }))
  await Promise.all([
    expect(query).rejects.toMatchObject({ name: 'OnwireError', code: 'REQUEST_FAILED' }),
    setup.advance(100),
  ])
})

test('`refetch` of a hook without an id says what is missing', async () => {
  const setup = createRelaySetup()
  const { result } = renderHook(() => useRelayStatus({ requestId: undefined }), { wrapper: setup.Providers })
  await act(async () => {
    const { error } = await result.current.refetch()
    expect(error).toMatchObject({ code: 'NO_TOPIC' })
  })
})
