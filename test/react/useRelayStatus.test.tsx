import { QueryClientProvider } from '@tanstack/react-query'
import { render, renderHook } from '@testing-library/react'
import { createOnwire, type OnwireClient, OnwireProvider } from 'onwire'
import { relay, useRelayStatus, type UseRelayStatusParameters } from 'onwire/relay'
import { createRelaySimulator } from 'onwire/testing'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { quietly } from './support/quietly.js'
import { createRelaySetup, type RelaySetup, toRelayOptions, withoutRepeats } from './support/relaySetup.js'

const nobody = `0x${'0'.repeat(64)}`

/** Renders the hook and notes what each render shows. */
function follow(setup: RelaySetup, initialProps: UseRelayStatusParameters) {
  const shown: (string | undefined)[] = []
  const statuses: string[] = []
  const hook = renderHook(
    (parameters: UseRelayStatusParameters) => {
      const state = useRelayStatus(parameters)
      shown.push(state.data?.status)
      statuses.push(`${state.connection.status} ${state.connection.transport}`)
      void state.error
      return state
    },
    { wrapper: setup.Providers, initialProps },
  )
  return { ...hook, getShown: () => withoutRepeats(shown), getStatuses: () => withoutRepeats(statuses) }
}

test('useRelayStatus shows every status of the happy path, each once and in its order', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { getShown, result } = follow(setup, { requestId })
  expect(result.current.isPending).toBe(true)
  await setup.advance(6_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
  expect(result.current).toMatchObject({ isPending: false, isSuccess: true, isSettled: true, error: null })
})

test('useRelayStatus says how data comes: connecting, by the socket, and by nothing once the end is reached', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { getStatuses, result } = follow(setup, { requestId })
  await setup.advance(3_500)
  expect(result.current.connection).toMatchObject({ status: 'connected', transport: 'socket', reason: undefined })
  await setup.advance(10_000)
  expect(getStatuses()).toEqual([
    'idle idle',
    'connecting idle',
    'connected idle',
    'connected socket',
    'connected idle',
    'idle idle',
  ])
})

test('useRelayStatus tells when the service was last heard of the request, in unix time', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { result } = follow(setup, { requestId })
  expect(result.current.connection.lastEventAt).toBeUndefined()
  await setup.advance(1_000)
  const first = result.current.connection.lastEventAt ?? 0
  await setup.advance(1_000)
  expect(result.current.connection.lastEventAt).toBeGreaterThan(first)
  expect(new Date(first).getUTCFullYear()).toBe(2025)
})

test('useRelayStatus polls while the socket is down, says so within 3 s, and comes back by itself', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start({ ...happyIn(30_000), name: 'long' })
  const { getShown, getStatuses, result } = follow(setup, { requestId })
  await setup.advance(1_000)
  setup.simulator.faults.drop()
  await setup.advance(1_000)
  expect(result.current.connection).toMatchObject({ status: 'reconnecting', transport: 'socket' })
  await setup.advance(2_000)
  expect(result.current.connection.transport).toBe('polling')
  await setup.advance(4_000)
  expect(result.current.data?.status).toBe('pending')
  setup.simulator.faults.restore()
  await setup.advance(30_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'success'])
  expect(getStatuses().slice(3, 8)).toEqual([
    'connected socket',
    'reconnecting socket',
    'reconnecting polling',
    'connected polling',
    'connected socket',
  ])
})

test('useRelayStatus polls as often as it is asked to while the socket is down', async () => {
  const requestsOf = async (pollingIntervalMs: number) => {
    const setup = createRelaySetup()
    setup.simulator.faults.drop()
    const { requestId } = setup.simulator.start('abandoned-quote')
    follow(setup, { requestId, pollingIntervalMs })
    await setup.advance(15_000)
    return setup.simulator.counters.restRequests
  }
  expect(await requestsOf(1_000)).toBeGreaterThan((await requestsOf(10_000)) + 2)
})

test('An undefined id disables useRelayStatus, and one that comes later is followed', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { rerender, result } = follow(setup, { requestId: undefined })
  await setup.advance(2_000)
  expect(result.current).toMatchObject({ data: undefined, isPending: true, isFetching: false, error: null })
  expect(setup.simulator.counters).toMatchObject({ restRequests: 0, socketsOpened: 0 })
  rerender({ requestId })
  await setup.advance(1_000)
  expect(result.current.data?.status).toBe('pending')
})

test('`enabled: false` follows nothing, and lets go of what was followed', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start({ ...happyIn(60_000), name: 'long' })
  const { rerender, result } = follow(setup, { requestId, enabled: false })
  await setup.advance(1_000)
  expect(setup.simulator.counters).toMatchObject({ restRequests: 0, socketsOpened: 0 })
  rerender({ requestId, enabled: true })
  await setup.advance(1_000)
  expect(result.current.connection.transport).toBe('socket')
  rerender({ requestId, enabled: false })
  await setup.advance(5_000)
  expect(result.current.connection).toMatchObject({ status: 'idle', transport: 'idle' })
  expect(setup.simulator.counters.socketsOpen).toBe(0)
})

test('A request that is followed after all others were let go opens a new socket', async () => {
  const setup = createRelaySetup()
  const first = setup.simulator.start('happy-path').requestId
  const { rerender, result } = follow(setup, { requestId: first })
  await setup.advance(10_000)
  expect(setup.simulator.counters.socketsOpen).toBe(0)
  rerender({ requestId: setup.simulator.start('happy-path').requestId })
  await setup.advance(3_000)
  expect(result.current.connection).toMatchObject({ status: 'connected', transport: 'socket' })
  expect(setup.simulator.counters.socketsOpened).toBe(2)
})

test('Another id takes the place of the first, which is let go', async () => {
  const setup = createRelaySetup()
  const first = setup.simulator.start('abandoned-quote').requestId
  const second = setup.simulator.start('happy-path').requestId
  const { rerender, result } = follow(setup, { requestId: first })
  await setup.advance(2_000)
  rerender({ requestId: second })
  expect(result.current.data).toBeUndefined()
  await setup.advance(10_000)
  expect(result.current.data).toMatchObject({ requestId: second, status: 'success' })
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 1, socketsOpen: 0, unsubscribes: 1 })
})

test('A bad request id is an error that says so, and no request is made', async () => {
  const setup = createRelaySetup()
  const { result } = follow(setup, { requestId: 'order-17' })
  await setup.advance(3_000)
  expect(result.current).toMatchObject({
    isError: true,
    error: { name: 'OnwireError', code: 'INVALID_REQUEST_ID', protocol: 'relay' },
  })
  expect(setup.simulator.counters).toMatchObject({ restRequests: 0, socketsOpened: 0 })
})

test('An id that the service does not know stays `unknown`, and is no error', async () => {
  const setup = createRelaySetup()
  const { result } = follow(setup, { requestId: nobody })
  await setup.advance(1_000)
  expect(result.current).toMatchObject({ error: null, data: { status: 'unknown' }, isSettled: false })
})

test('Data stays through errors', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const { result } = follow(setup, { requestId })
  await setup.advance(1_000)
  setup.simulator.faults.drop()
  setup.simulator.faults.breakRest('error')
  await setup.advance(8_000)
  expect(result.current).toMatchObject({ data: { status: 'waiting' }, error: { code: 'REQUEST_FAILED' } })
  setup.simulator.faults.restoreRest()
  await setup.advance(20_000)
  expect(result.current).toMatchObject({ data: { status: 'waiting' }, error: null })
})

test('A first request that fails is an error, and the next one mends it', async () => {
  const setup = createRelaySetup()
  setup.simulator.faults.drop()
  setup.simulator.faults.breakRest('down')
  const { requestId } = setup.simulator.start('abandoned-quote')
  const { result } = follow(setup, { requestId })
  await setup.advance(1_000)
  expect(result.current).toMatchObject({ isError: true, data: undefined })
  setup.simulator.faults.restoreRest()
  await setup.advance(20_000)
  expect(result.current).toMatchObject({ isError: false, data: { status: 'waiting' } })
})

test('`select` picks a part, and only its changes are rendered', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const shown: unknown[] = []
  renderHook(
    () => shown.push(useRelayStatus({ requestId, query: { select: ({ inTxHashes }) => inTxHashes.length } }).data),
    { wrapper: setup.Providers },
  )
  await setup.advance(6_000)
  expect(shown).toEqual([undefined, 0, 1])
})

test('Two endpoints side by side, mainnet and testnet, do not mix', async () => {
  const setup = createRelaySetup()
  const testnet = createRelaySimulator({ clock: setup.clock, seed: 8 })
  const onwire = createOnwire({
    protocols: [relay(toRelayOptions(setup.simulator)), relay({ ...toRelayOptions(testnet), network: 'testnet' })],
    environment: setup.onwire.environment,
  })
  const { requestId } = setup.simulator.start('happy-path')
  testnet.start('failure', { requestId })
  const wrapper = ({ children }: { readonly children?: ReactNode }) => (
    <QueryClientProvider client={setup.queryClient}>
      <OnwireProvider client={onwire}>{children}</OnwireProvider>
    </QueryClientProvider>
  )
  const { result } = renderHook(
    () => ({
      main: useRelayStatus({ requestId }).data?.status,
      test: useRelayStatus({ requestId, protocolId: 'relay-testnet' }).data?.status,
    }),
    { wrapper },
  )
  await setup.advance(6_000)
  expect(result.current).toEqual({ main: 'success', test: 'failure' })
  expect(setup.simulator.counters.socketsOpened).toBe(1)
  expect(testnet.counters.socketsOpened).toBe(1)
})

test('useRelayStatus says what is missing without a provider, without the protocol and without a QueryClient', () => {
  const setup = createRelaySetup()
  function Reader({ protocolId }: { readonly protocolId?: string }) {
    return <>{useRelayStatus({ requestId: nobody, protocolId }).status}</>
  }
  const inQueryClient = (children: ReactNode) => (
    <QueryClientProvider client={setup.queryClient}>{children}</QueryClientProvider>
  )
  const inOnwire = (client: OnwireClient, children: ReactNode) => (
    <OnwireProvider client={client}>{children}</OnwireProvider>
  )
  expect(() => quietly(() => render(inQueryClient(<Reader />)))).toThrow(/outside OnwireProvider.*Wrap the app/s)
  expect(() =>
    quietly(() => render(inQueryClient(inOnwire(setup.onwire, <Reader protocolId="relay-mars" />)))),
  ).toThrow(/no such relay with the id "relay-mars"; it has: relay/)
  expect(() => quietly(() => render(inQueryClient(inOnwire(createOnwire({ protocols: [] }), <Reader />))))).toThrow(
    /it has: none/,
  )
  expect(() => quietly(() => render(inOnwire(setup.onwire, <Reader />)))).toThrow(/No QueryClient set/)
})

function happyIn(endsAt: number) {
  return {
    title: 'Long',
    description: 'The happy path, over so many ms.',
    origin: 10,
    destination: 8453,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 4_000, status: 'pending', inTxs: 1 },
      { at: endsAt, status: 'success', txs: 1 },
    ],
    expect: { outcome: 'success' as const },
  }
}
