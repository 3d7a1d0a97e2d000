import { notifyManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import { createOnwire } from 'onwire'
import { relay, relayStatusQueryOptions } from 'onwire/relay'
import { createRelaySimulator } from 'onwire/testing'
import { beforeAll, expect, test } from 'vitest'
import { getRuntime } from '../../../src/react/client/onwireRuntime.js'
import { createTestEnvironment } from '../../support/environment.js'

// The options themselves are held in test/react/hostileDefaults.test.tsx; here the engine polls through a cache that is disturbed.

beforeAll(() => notifyManager.setScheduler((callback) => callback()))

async function start() {
  const { clock, environment } = createTestEnvironment()
  const simulator = createRelaySimulator({ clock, latencyMs: 500 })
  const { apiUrl, fetch, url, WebSocket } = simulator
  simulator.faults.drop()
  const onwire = createOnwire({ protocols: [relay({ apiUrl, fetch, url, WebSocket })], environment })
  const queryClient = new QueryClient()
  getRuntime(onwire).attach(queryClient)
  const { requestId } = simulator.start('abandoned-quote')
  const options = relayStatusQueryOptions(onwire, { requestId })
  const mount = () => new QueryObserver(queryClient, options).subscribe(() => {})
  const unmount = mount()
  /** Until a poll is under way. */
  const untilAsking = async () => {
    while (queryClient.isFetching() === 0) await clock.advanceAsync(100)
  }
  const polls = () => simulator.counters.statusRequests[requestId] ?? 0
  await clock.advanceAsync(10_000)
  await untilAsking()
  return { clock, mount, options, polls, queryClient, unmount, untilAsking }
}

test('A query that is cancelled in mid-poll is polled again', async () => {
  const { clock, options, polls, queryClient } = await start()
  await queryClient.cancelQueries({ queryKey: options.queryKey })
  const before = polls()
  await clock.advanceAsync(60_000)
  expect(polls() - before).toBeGreaterThanOrEqual(2)
  expect(queryClient.getQueryData(options.queryKey)?.status).toBe('waiting')
})

test('A query that is removed in mid-poll and mounted again is polled again', async () => {
  const { clock, mount, options, polls, queryClient, unmount } = await start()
  unmount()
  queryClient.removeQueries({ queryKey: options.queryKey })
  mount()
  const before = polls()
  await clock.advanceAsync(60_000)
  expect(polls() - before).toBeGreaterThanOrEqual(2)
  expect(queryClient.getQueryData(options.queryKey)?.status).toBe('waiting')
})

test('A query that is reset in mid-poll is polled again', async () => {
  const { clock, options, polls, queryClient } = await start()
  void queryClient.resetQueries({ queryKey: options.queryKey })
  const before = polls()
  await clock.advanceAsync(60_000)
  expect(polls() - before).toBeGreaterThanOrEqual(2)
  expect(queryClient.getQueryData(options.queryKey)?.status).toBe('waiting')
})
