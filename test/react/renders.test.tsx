import { act, renderHook } from '@testing-library/react'
import type { LiveState } from 'onwire'
import { type RelayStatus, useRelayStatus } from 'onwire/relay'
import { expect, test } from 'vitest'
import { createRelayWorld, type RelayWorld } from './support/relaySetup.js'

/** Counts how often a component renders that reads just what `read` reads. */
function count(world: RelayWorld, requestId: string, read: (state: LiveState<RelayStatus>) => unknown) {
  const seen: unknown[] = []
  renderHook(() => void seen.push(read(useRelayStatus({ requestId, pollingIntervalMs: 1_000 }))), {
    wrapper: world.Providers,
  })
  return seen
}

test('A component that reads only `data` renders once a change, whatever polls and connections do', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const seen = count(world, requestId, ({ data }) => data?.status)
  await world.advance(2_000)
  world.simulator.faults.drop()
  await world.advance(8_000)
  world.simulator.faults.restore()
  await world.advance(30_000)
  expect(seen).toEqual([undefined, 'waiting', 'pending', 'success'])
})

test('An unchanged poll renders nothing', async () => {
  const world = createRelayWorld()
  world.simulator.faults.drop()
  const { requestId } = world.simulator.start('abandoned-quote')
  const seen = count(world, requestId, ({ connection, data, error, isError, isPending, status }) => [
    data,
    error,
    isPending,
    isError,
    status,
    connection.transport,
  ])
  await world.advance(6_000)
  const before = { renders: seen.length, requests: world.simulator.counters.restRequests }
  await world.advance(60_000)
  expect(world.simulator.counters.restRequests).toBeGreaterThan(before.requests + 3)
  expect(seen).toHaveLength(before.renders)
})

test('A frame that says nothing new renders nothing', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('duplicates')
  const seen = count(world, requestId, ({ data }) => data?.status)
  await world.advance(20_000)
  expect(new Set(seen).size).toBe(seen.length)
})

test('A component that reads only `connection.status` renders with it, and not with the data', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const seen = count(world, requestId, ({ connection }) => connection.status)
  await world.advance(20_000)
  expect(seen).toEqual(['idle', 'connecting', 'connected', 'idle'])
})

test('A component that reads only `connection.transport` renders with it alone', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const seen = count(world, requestId, ({ connection }) => connection.transport)
  await world.advance(20_000)
  expect(seen).toEqual(['idle', 'socket', 'idle'])
})

test('`lastEventAt` renders only where it is read', async () => {
  const world = createRelayWorld()
  world.simulator.faults.drop()
  const { requestId } = world.simulator.start('abandoned-quote')
  const reading = count(world, requestId, ({ connection }) => connection.lastEventAt)
  const silent = count(world, requestId, ({ data }) => data?.status)
  await world.advance(30_000)
  expect(reading.length).toBeGreaterThan(6)
  expect(new Set(reading).size).toBe(reading.length)
  expect(silent).toEqual([undefined, 'waiting'])
})

test('A component that reads nothing renders once', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const seen = count(world, requestId, () => 'nothing')
  await world.advance(20_000)
  expect(seen).toHaveLength(1)
})

test('What is read later is rendered from then on', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const seen: unknown[] = []
  const { rerender } = renderHook(
    (isReading: boolean) => {
      const { connection } = useRelayStatus({ requestId })
      seen.push(isReading && connection.status)
    },
    { wrapper: world.Providers, initialProps: false },
  )
  await world.advance(1_000)
  expect(seen).toEqual([false])
  rerender(true)
  await act(async () => world.simulator.faults.drop())
  await world.advance(200)
  expect(seen).toEqual([false, 'connected', 'reconnecting'])
})

test('The end shows its data and its words in one render', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const seen = count(world, requestId, ({ connection, data, isSettled }) =>
    [data?.status, isSettled, connection.transport].join(' '),
  )
  await world.advance(20_000)
  expect(seen).toEqual([
    ' false idle',
    'waiting false idle',
    'waiting false socket',
    'pending false socket',
    'submitted false socket',
    'success true idle',
  ])
})
