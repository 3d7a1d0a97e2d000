import { QueryObserver } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import type { LiveState } from 'onwire'
import { type RelayStatus, useRelayStatus } from 'onwire/relay'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createRelaySetup, type RelaySetup } from './support/relaySetup.js'

/** Counts how often a component renders that reads just what `read` reads. */
function count(setup: RelaySetup, requestId: string, read: (state: LiveState<RelayStatus>) => unknown) {
  const seen: unknown[] = []
  renderHook(() => void seen.push(read(useRelayStatus({ requestId, pollingIntervalMs: 1_000 }))), {
    wrapper: setup.Providers,
  })
  return seen
}

test('A component that reads only `data` renders once a change, whatever polls and connections do', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const seen = count(setup, requestId, ({ data }) => data?.status)
  await setup.advance(2_000)
  setup.simulator.faults.drop()
  await setup.advance(8_000)
  setup.simulator.faults.restore()
  await setup.advance(30_000)
  expect(seen).toEqual([undefined, 'waiting', 'pending', 'success'])
})

test('An unchanged poll renders nothing', async () => {
  const setup = createRelaySetup()
  setup.simulator.faults.drop()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const seen = count(setup, requestId, ({ connection, data, error, isError, isPending, status }) => [
    data,
    error,
    isPending,
    isError,
    status,
    connection.transport,
  ])
  await setup.advance(6_000)
  const before = { renders: seen.length, requests: setup.simulator.counters.restRequests }
  await setup.advance(60_000)
  expect(setup.simulator.counters.restRequests).toBeGreaterThan(before.requests + 3)
  expect(seen).toHaveLength(before.renders)
})

test('A frame that says nothing new renders nothing', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('duplicates')
  const seen = count(setup, requestId, ({ data }) => data?.status)
  await setup.advance(20_000)
  expect(new Set(seen).size).toBe(seen.length)
})

test('A component that reads only `connection.status` renders with it, and not with the data', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const seen = count(setup, requestId, ({ connection }) => connection.status)
  await setup.advance(20_000)
  expect(seen).toEqual(['idle', 'connecting', 'connected', 'idle'])
})

test('A component that reads only `connection.transport` renders with it alone', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const seen = count(setup, requestId, ({ connection }) => connection.transport)
  await setup.advance(20_000)
  expect(seen).toEqual(['idle', 'socket', 'idle'])
})

test('`lastEventAt` renders only where it is read', async () => {
  const setup = createRelaySetup()
  setup.simulator.faults.drop()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const reading = count(setup, requestId, ({ connection }) => connection.lastEventAt)
  const silent = count(setup, requestId, ({ data }) => data?.status)
  await setup.advance(30_000)
  expect(reading.length).toBeGreaterThan(6)
  expect(new Set(reading).size).toBe(reading.length)
  expect(silent).toEqual([undefined, 'waiting'])
})

test('A component that reads nothing renders once', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const seen = count(setup, requestId, () => 'nothing')
  await setup.advance(20_000)
  expect(seen).toHaveLength(1)
})

test('What is read later is rendered from then on', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const seen: unknown[] = []
  const { rerender } = renderHook(
    (isReading: boolean) => {
      const { connection } = useRelayStatus({ requestId })
      seen.push(isReading && connection.status)
    },
    { wrapper: setup.Providers, initialProps: false },
  )
  await setup.advance(1_000)
  expect(seen).toEqual([false])
  rerender(true)
  await act(async () => setup.simulator.faults.drop())
  await setup.advance(200)
  expect(seen).toEqual([false, 'connected', 'reconnecting'])
})

test('The end shows its data and its words in one render', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const seen = count(setup, requestId, ({ connection, data, isSettled }) =>
    [data?.status, isSettled, connection.transport].join(' '),
  )
  await setup.advance(20_000)
  expect(seen).toEqual([
    ' false idle',
    'waiting false idle',
    'waiting false socket',
    'pending false socket',
    'submitted false socket',
    'success true idle',
  ])
})

test('Renders that news bring make no options of a query anew', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const takeOver = vi.spyOn(QueryObserver.prototype, 'setOptions')
  onTestFinished(() => {
    takeOver.mockRestore()
  })
  const seen = count(setup, requestId, ({ data }) => data?.status)
  await setup.advance(1_000)
  const before = takeOver.mock.calls.length
  await setup.advance(20_000)
  expect(seen.at(-1)).toBe('success')
  expect(takeOver.mock.calls.length).toBe(before)
})
