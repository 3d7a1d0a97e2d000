import { notifyManager, QueryClient } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createOnwire, type LiveFeedSnapshot } from 'onwire'
import { bridge } from 'onwire/bridge'
import { createWebhookRelaySimulator } from 'onwire/testing'
import {
  useWebhooks,
  watchWebhooks,
  type WatchWebhooksParameters,
  type Webhook,
  webhookRelay,
} from 'onwire/webhook-relay'
import { expect, onTestFinished, test } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'
import { createProviders } from './support/createProviders.js'

notifyManager.setScheduler(queueMicrotask)

/** An app around a simulated Webhook Relay, all on one clock that is moved by hand. */
function createSetup() {
  const { clock, environment, page, timers } = createTestEnvironment()
  const simulator = createWebhookRelaySimulator({ clock, epochMs: 1e12, latencyMs: 5 })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const protocol = webhookRelay({
    credentials: () => Promise.resolve({ key: 'hushhush-key', secret: 'hushhush-secret' }),
    dangerouslyExposeCredentials: true,
    now: () => 1e12 + clock.now(),
    WebSocket,
    apiUrl,
    fetch,
    url,
  })
  const queryClient = new QueryClient()
  const onwire = createOnwire({ protocols: [protocol], environment, queryClient })
  onTestFinished(() => {
    onwire.close()
    simulator.stop()
  })
  const wrapper = createProviders(onwire, queryClient)
  return {
    onwire,
    page,
    simulator,
    timers,
    wrapper,
    watch(parameters: WatchWebhooksParameters) {
      const seen: LiveFeedSnapshot<Webhook>[] = []
      const stop = watchWebhooks(onwire, parameters, (snapshot) => seen.push(snapshot))
      return { seen, stop, last: () => seen.at(-1) ?? expect.unreachable('Nothing was seen.') }
    },
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 50) await act(() => clock.advanceAsync(Math.min(50, left)))
    },
  }
}

const toBodies = ({ items }: Pick<LiveFeedSnapshot<Webhook>, 'items'>) => items.map(({ body }) => body)

test('watchWebhooks sees the webhooks of its buckets, newest first, by the log and then by the socket', async () => {
  const { advance, simulator, watch } = createSetup()
  simulator.deliver('a', { body: 'old' }, { agoMs: 5_000 })
  const added: (string | undefined)[] = []
  const { last, seen, stop } = watch({
    buckets: ['b', 'a', 'a'],
    onEvents: (changes) => added.push(...changes.added.map(({ body }) => body)),
  })
  await advance(500)
  expect(seen[0]).toMatchObject({ isPending: true, items: [] })
  expect(toBodies(last())).toEqual(['old'])
  simulator.deliver('b', { body: 'new' })
  simulator.deliver('c', { body: 'of another bucket' })
  await advance(500)
  expect(toBodies(last())).toEqual(['new', 'old'])
  expect(added).toEqual(['new'])
  expect(last()).toMatchObject({ isPending: false, error: null, connection: { transport: 'socket' } })
  stop()
})

test('watchWebhooks fetches from the log what a drop missed, and shows what the hook shows', async () => {
  const { advance, simulator, watch, wrapper } = createSetup()
  const { last, stop } = watch({ order: 'newest-last', select: undefined, filter: ({ body }) => body !== 'hidden' })
  const { result } = renderHook(
    () => useWebhooks({ order: 'newest-last', filter: ({ body }) => body !== 'hidden', select: toBody }).items,
    { wrapper },
  )
  await advance(500)
  simulator.deliver('a', { body: 'first' })
  await advance(500)
  simulator.faults.apply('drop')
  simulator.faults.apply('rest-down')
  await advance(1_000)
  for (const body of ['missed', 'hidden', 'missed too']) simulator.deliver('a', { body })
  await advance(20_000)
  expect(toBodies(last())).toEqual(['first'])
  expect(last().connection).toMatchObject({ isStale: true })
  simulator.faults.apply('restore')
  simulator.faults.apply('restore-rest')
  await advance(60_000)
  expect(toBodies(last())).toEqual(['first', 'missed', 'missed too'])
  expect(result.current).toEqual(['first', 'missed', 'missed too'])
  expect(last().connection).toMatchObject({ transport: 'socket', isStale: false })
  stop()
})

test('Watchers of webhooks and a hook share one subscription, and the last one leaves no timer', async () => {
  const { advance, onwire, simulator, timers, watch, wrapper } = createSetup()
  const bodies: (string | undefined)[][] = []
  const early = watch({ buckets: ['a'] })
  const { result, unmount } = renderHook(() => useWebhooks({ buckets: ['a'] }).items, { wrapper })
  const stop = watchWebhooks(onwire, { buckets: ['a'], limit: 1, select: toBody }, ({ items }) => {
    bodies.push([...items])
  })
  await advance(500)
  for (const body of ['one', 'two']) simulator.deliver('a', { body })
  await advance(500)
  expect(early.last().items).toEqual(result.current)
  expect(early.last().items[0]).toBe(result.current[0])
  expect(bodies.at(-1)).toEqual(['two'])
  early.stop()
  unmount()
  simulator.deliver('a', { body: 'three' })
  await advance(500)
  expect(bodies.at(-1)).toEqual(['three'])
  expect(toBodies(early.last())).toEqual(['two', 'one'])
  expect(simulator.counters).toMatchObject({ socketsOpened: 1, auths: 1, subscribes: 1 })
  stop()
  await advance(5_000)
  expect(simulator.counters).toMatchObject({ socketsOpen: 0, socketsOpened: 1 })
  expect(timers()).toBe(0)
})

test('watchWebhooks follows all buckets where none is named, and nothing where the list is empty', async () => {
  const { advance, simulator, watch } = createSetup()
  const nothing = watch({ buckets: [] })
  await advance(500)
  expect(nothing.seen).toMatchObject([{ isPending: true, items: [], connection: { status: 'idle' } }])
  expect(simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  const all = watch({})
  await advance(500)
  simulator.deliver('whichever', { body: 'x' })
  await advance(500)
  expect(toBodies(all.last())).toEqual(['x'])
  expect(nothing.seen).toHaveLength(1)
  nothing.stop()
  all.stop()
})

test('watchWebhooks throws NO_QUERY_CLIENT where there is no cache to share', () => {
  const { environment } = createTestEnvironment()
  const onwire = createOnwire({ protocols: [webhookRelay({ via: bridge('/api/onwire') })], environment })
  expect(() => watchWebhooks(onwire, {}, () => {})).toThrow(
    expect.objectContaining({ name: 'OnwireError', code: 'NO_QUERY_CLIENT' }),
  )
})

const toBody = ({ body }: Webhook) => body
