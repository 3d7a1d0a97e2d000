import { act, renderHook } from '@testing-library/react'
import { createOnwire, type LiveFeed, type LiveState, useConnectionStatus, useLiveFeed } from 'onwire'
import { type RelayStatus, useRelayStatus } from 'onwire/relay'
import { expect, test } from 'vitest'
import { createScriptedChain } from '../core/support/scriptedChain.js'
import { createProviders } from './support/createProviders.js'
import { createRelaySetup } from './support/relaySetup.js'

const queryFields = ['dataUpdatedAt', 'error', 'isError', 'isFetching', 'isPending', 'isSuccess', 'refetch', 'status']
const connectionFields = [
  'clockOffsetMs',
  'id',
  'isPollable',
  'isStale',
  'lastEventAt',
  'latencyMs',
  'reason',
  'reconnect',
  'source',
  'status',
  'transport',
]

/** What a component sees that takes its result apart by `read`, at each of its renders. */
function follow<Seen>(read: (state: LiveState<RelayStatus>) => Seen) {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const seen: Seen[] = []
  renderHook(() => void seen.push(read(useRelayStatus({ requestId }))), { wrapper: setup.Providers })
  return { ...setup, seen }
}

test('The rest of a result has all other fields, and is rendered with each of them', async () => {
  const { advance, seen } = follow(({ data, ...rest }) => [data?.status, rest.isSettled, Object.keys(rest).sort()])
  await advance(20_000)
  const rest = ['connection', 'isSettled', ...queryFields].sort()
  expect(seen[0]).toEqual([undefined, false, rest])
  expect(seen.at(-1)).toEqual(['success', true, rest])
})

test('A spread of a result has all fields, and is rendered with each of them', async () => {
  const { advance, seen } = follow((state) => ({ ...state }))
  await advance(20_000)
  expect(seen[0]).toMatchObject({ data: undefined, status: 'pending', isPending: true, isSettled: false })
  expect(seen.at(-1)).toMatchObject({
    data: { status: 'success' },
    status: 'success',
    isSuccess: true,
    isSettled: true,
  })
})

test('A result as JSON says what its fields say, those of its connection too', async () => {
  const { advance, seen } = follow((state): unknown => JSON.parse(JSON.stringify(state)))
  await advance(2_000)
  const connection = { status: 'connected', transport: 'socket', isPollable: true, isStale: false }
  expect(seen.at(-1)).toMatchObject({ data: { status: 'pending' }, isSettled: false, error: null, connection })
  await advance(20_000)
  expect(seen.at(-1)).toMatchObject({ data: { status: 'success' }, isSettled: true, connection: { status: 'idle' } })
})

test('A spread of a connection has all fields, and can reconnect', async () => {
  const { advance, seen } = follow(({ connection }) => ({ ...connection }))
  await advance(1_000)
  expect(Object.keys(seen[0] ?? {}).sort()).toEqual(connectionFields)
  expect(seen.at(-1)).toMatchObject({ status: 'connected', transport: 'socket' })
})

test('A component that takes a rest apart renders with fields that it did not name itself', async () => {
  const { advance, seen } = follow(({ data, ...rest }) => [data?.status, rest.isFetching])
  await advance(20_000)
  expect(seen).toContainEqual([undefined, true])
  expect(seen.at(-1)).toEqual(['success', false])
})

test('A rest and a spread of a feed have all of its fields', async () => {
  const chain = createScriptedChain()
  const onwire = createOnwire({ protocols: [chain.protocol], environment: chain.environment })
  const seen: LiveFeed<string>[] = []
  const { unmount } = renderHook(
    () => {
      const { feed, protocol, topic } = chain
      const { rows, ...rest } = useLiveFeed({ protocol, topic, feed, select: ({ id }) => id })
      seen.push({ rows, ...rest })
    },
    { wrapper: createProviders(onwire) },
  )
  chain.mine(2)
  for (let step = 0; step < 40; step++) await act(() => chain.clock.advanceAsync(50))
  const [last] = seen.slice(-1)
  expect(last).toMatchObject({ items: [{}, {}].map(() => expect.any(String)), isPaused: false, isSuccess: true })
  const members = [
    'clear',
    'connection',
    'dismissGap',
    'hasOlder',
    'isLoadingOlder',
    'isPaused',
    'items',
    'loadOlder',
    'newCount',
  ]
  const all = [...members, 'pause', 'progress', 'resume', 'rows', ...queryFields].sort()
  expect(Object.keys(last ?? {}).sort()).toEqual(all)
  unmount()
  onwire.close()
})

test('A spread of the shared connection has all of its fields', () => {
  const { Providers } = createRelaySetup()
  const { result } = renderHook(() => ({ ...useConnectionStatus() }), { wrapper: Providers })
  expect(Object.keys(result.current).sort()).toEqual([
    'clockOffsetMs',
    'id',
    'latencyMs',
    'reason',
    'reconnect',
    'status',
  ])
})
