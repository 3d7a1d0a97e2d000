import { renderHook } from '@testing-library/react'
import type { LiveSnapshot } from 'onwire'
import { type RelayStatus, useRelayStatus, watchRelayStatus } from 'onwire/relay'
import { expect, test } from 'vitest'
import { createRelaySetup } from './support/relaySetup.js'

test('A watcher and a hook share one subscription, and a stopped watcher leaves no timer', async () => {
  const { advance, onwire, Providers, queryClient, simulator, timers } = createRelaySetup()
  const { requestId } = simulator.start('happy-path')
  const seen: LiveSnapshot<RelayStatus>[] = []
  const stop = watchRelayStatus(onwire, { requestId, queryClient }, (snapshot) => seen.push(snapshot))
  const { result, unmount } = renderHook(() => useRelayStatus({ requestId }).data, { wrapper: Providers })
  await advance(2_000)
  expect(seen.at(-1)).toMatchObject({ error: null, connection: { status: 'connected', transport: 'socket' } })
  expect(seen.at(-1)?.data).toBe(result.current)
  expect(simulator.counters).toMatchObject({ socketsOpened: 1 })
  unmount()
  await advance(10_000)
  expect(seen.at(-1)).toMatchObject({ data: { status: 'success' } })
  expect(simulator.counters).toMatchObject({ socketsOpened: 1 })
  const { length } = seen
  stop()
  await advance(10_000)
  expect(seen).toHaveLength(length)
  expect(simulator.counters).toMatchObject({ socketsOpen: 0 })
  expect(timers()).toBe(0)
})

test('A watcher without a QueryClient throws NO_QUERY_CLIENT', () => {
  const { onwire } = createRelaySetup()
  expect(() => watchRelayStatus(onwire, { requestId: '0x1' }, () => {})).toThrow(
    expect.objectContaining({ code: 'NO_QUERY_CLIENT' }),
  )
})
