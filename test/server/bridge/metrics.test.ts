import { type BridgeMetrics, type Bus, type BusEvents, memoryBus } from 'onwire/server'
import { expect, test } from 'vitest'
import { createHistogram } from '../../../src/server/bridge/metrics/histogram.js'
import { createNameCounts } from '../../../src/server/bridge/metrics/nameCounts.js'
import {
  apiKey,
  base,
  createBridgeSetup,
  readEvents,
  settle,
  toEventsRequest,
  toSnapshotRequest,
  toTopic,
  toWebhook,
} from './support/bridgeSetup.js'

const fromAddress = (ip: string) => ({ ip })

/** Prometheus's text, by the names of its samples. */
function readSamples(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))]
    }),
  )
}

test('The figures say how many read, what they were sent, and how each service is asked', async () => {
  const { bridge, clock, simulator } = createBridgeSetup()
  const { requestId } = simulator.start('refund-after-nine-minutes')
  readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)]), fromAddress('203.0.113.7')))
  const two = readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)]), fromAddress('203.0.113.8')))
  await clock.advanceAsync(60_000)
  await settle()
  const { services, ...figures } = bridge.getMetrics()
  const updates = two.eventNames().filter((name) => name === 'update').length
  expect(updates).toBeGreaterThan(1)
  expect(figures).toMatchObject({
    readers: 2,
    callers: 2,
    topics: 1,
    waitingTopics: 0,
    frames: 2 * updates,
    queuedBytes: 0,
    oldestQueuedMs: 0,
    answers: [{ route: '/events', status: 200, count: 2 }],
    refusedTopics: {},
    bus: { isUp: true, queued: 0, publishMs: { count: updates } },
  })
  expect(services['relay']).toMatchObject({
    status: 'connected',
    isHeld: true,
    topics: 1,
    queued: 0,
    failures: 0,
    rateLimits: 0,
    entries: updates,
  })
  expect(services['relay']?.requests).toBeGreaterThan(0)
  await two.stop()
  await settle()
  expect(bridge.getMetrics()).toMatchObject({ readers: 1, callers: 1 })
})

test('The lag is the time from a change by the service to its frame, and leaves out what is older than its reader', async () => {
  const { bridge, clock, environment } = createBridgeSetup()
  const requestId = `0x${'7a'.repeat(32)}`
  const at = () => environment.clock.unixNow()
  const getLag = () => bridge.getMetrics().services['relay']?.lagMs
  await bridge.fetch(toWebhook(requestId, 'waiting', at() - 1_000, at()))
  expect(getLag()?.count).toBe(0)
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
  await settle()
  await bridge.fetch(toWebhook(requestId, 'pending', at() - 400_000, at()))
  expect(getLag()?.count).toBe(0)
  await clock.advanceAsync(10_000)
  await bridge.fetch(toWebhook(requestId, 'submitted', at() - 3_000, at()))
  await settle()
  expect(reader.statuses()).toContain('submitted')
  expect(getLag()).toMatchObject({ count: 1, sum: 3_000 })
  expect(getLag()?.buckets.filter(({ count }) => count > 0)[0]).toEqual({ upTo: 5_000, count: 1 })
  await reader.stop()
  await settle()
  await bridge.fetch(toWebhook(requestId, 'success', at(), at()))
  await settle()
  expect(getLag()?.count).toBe(1)
})

test('A service that refuses, or asks for a pause, is seen in its counts, and what waits meanwhile in its queue', async () => {
  const { bridge, clock, simulator } = createBridgeSetup()
  simulator.faults.drop()
  simulator.faults.breakRest('rate-limited', { retryAfterS: 30 })
  const { requestId } = simulator.start('abandoned-quote')
  readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
  await clock.advanceAsync(5_000)
  await settle()
  const { relay } = bridge.getMetrics().services
  expect(relay).toMatchObject({ failures: 1, rateLimits: 1 })
  const other = simulator.start('abandoned-quote').requestId
  readEvents(await bridge.fetch(toEventsRequest([toTopic(other)])))
  await clock.advanceAsync(1_000)
  const waiting = bridge.getMetrics().services['relay']
  expect(waiting?.queued).toBeGreaterThan(0)
  expect(waiting?.oldestQueuedMs).toBeGreaterThanOrEqual(1_000)
})

test('Refusals are counted by their codes, answers by route and status, and strangers add no names', async () => {
  const { bridge } = createBridgeSetup({ authorize: () => false })
  const topics = [toTopic(`0x${'11'.repeat(32)}`), { protocol: 'nobody', topic: { kind: 'status' } }]
  readEvents(await bridge.fetch(toEventsRequest(topics)))
  await bridge.fetch(toSnapshotRequest(`0x${'11'.repeat(32)}`))
  for (let index = 0; index < 500; index += 1) await bridge.fetch(new Request(`${base}/stranger-${index}`))
  const { answers, diagnostics, refusedTopics } = bridge.getMetrics()
  expect(refusedTopics).toEqual({ FORBIDDEN: 1, UNKNOWN_PROTOCOL: 1 })
  expect(diagnostics).toEqual({ UNKNOWN_PROTOCOL: 1, FORBIDDEN: 1, NOT_FOUND: 500 })
  expect(answers).toEqual([
    { route: '/events', status: 200, count: 1 },
    { route: '/snapshot', status: 403, count: 1 },
    { route: 'other', status: 404, count: 500 },
  ])
})

test('Words beyond a hundred are counted as one, so that a protocol from elsewhere makes no names without end', () => {
  const counts = createNameCounts()
  for (let index = 0; index < 1_000; index += 1) counts.add(`CODE_${index}`)
  counts.add('CODE_3')
  expect(Object.keys(counts.get())).toHaveLength(101)
  expect(counts.get()).toMatchObject({ CODE_3: 2, other: 900 })
})

test('A histogram counts each time once, and takes one before 0 for 0', () => {
  const histogram = createHistogram()
  for (const ms of [-50, 5, 6, 1_000_000]) histogram.add(ms)
  const { buckets, ...sums } = histogram.get()
  expect(sums).toEqual({ count: 4, sum: 1_000_011 })
  expect(buckets.slice(0, 2)).toEqual([
    { upTo: 5, count: 2 },
    { upTo: 10, count: 3 },
  ])
  expect(buckets.at(-1)).toEqual({ upTo: 300_000, count: 3 })
})

test('While the bus is away its figure says so, and how much waits for it, and for how long', async () => {
  const members: BusEvents[] = []
  const inner = memoryBus()
  let isAway = false
  const bus: Bus = {
    join(instance, on) {
      members.push(on)
      const member = inner.join(instance, on)
      return {
        ...member,
        publish: (news) => (isAway ? Promise.reject(new Error('away')) : member.publish(news)),
      }
    },
  }
  const { bridge, clock, simulator } = createBridgeSetup({ bus })
  const { requestId } = simulator.start('gasless')
  readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
  isAway = true
  for (const on of members) on.degraded(true, new Error('away'))
  await clock.advanceAsync(60_000)
  await settle()
  const { bus: away } = bridge.getMetrics()
  expect(away.isUp).toBe(false)
  expect(away.queued).toBeGreaterThan(0)
  expect(away.oldestQueuedMs).toBeGreaterThan(10_000)
  isAway = false
  for (const on of members) on.degraded(false)
  await settle()
  expect(bridge.getMetrics().bus).toMatchObject({ isUp: true, queued: 0, oldestQueuedMs: 0 })
})

test('A reader that reads nothing shows as bytes that wait, and their age', async () => {
  const { bridge, clock, environment } = createBridgeSetup()
  const requestId = `0x${'7b'.repeat(32)}`
  const { body } = await bridge.fetch(toEventsRequest([toTopic(requestId)]))
  await settle()
  const unixNow = environment.clock.unixNow()
  await bridge.fetch(toWebhook(requestId, 'pending', unixNow, unixNow))
  await settle()
  await clock.advanceAsync(7_000)
  const { oldestQueuedMs, queuedBytes } = bridge.getMetrics()
  expect(queuedBytes).toBeGreaterThan(100)
  expect(oldestQueuedMs).toBe(7_000)
  await body?.cancel()
  expect(bridge.getMetrics()).toMatchObject({ queuedBytes: 0, oldestQueuedMs: 0 })
})

test('By option the figures are answered in the text format of Prometheus, and hold no key, topic or caller', async () => {
  const { bridge, clock, simulator } = createBridgeSetup({ metrics: true })
  const { requestId } = simulator.start('gasless')
  readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)]), fromAddress('203.0.113.7')))
  await clock.advanceAsync(5_000)
  await settle()
  const answer = await bridge.fetch(new Request(`${base}/metrics`))
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    'no-store',
  ])
  const text = await answer.text()
  for (const secret of [apiKey, requestId, '203.0.113']) expect(text).not.toContain(secret)
  const line = /^(# (HELP|TYPE) onwire_\w+ .+|onwire_\w+(\{(\w+="[^"\n]*",?)+\})? [\d.e+-]+)$/
  expect(text.split('\n').filter((each) => each !== '' && !line.test(each))).toEqual([])
  const samples = readSamples(text)
  const { services } = bridge.getMetrics()
  const { lagMs } = services['relay'] ?? {}
  expect(Object.fromEntries(samples)).toMatchObject({
    onwire_readers: 1,
    onwire_callers: 1,
    onwire_topics: 1,
    onwire_bus_up: 1,
    'onwire_answers_total{route="/events",status="200"}': 1,
    'onwire_service_connection{service="relay",status="connected"}': 1,
    'onwire_service_connection{service="relay",status="disconnected"}': 0,
    'onwire_service_lease{service="relay"}': 1,
    'onwire_service_entries_total{service="relay"}': services['relay']?.entries,
    'onwire_lag_seconds_count{service="relay"}': lagMs?.count,
    'onwire_lag_seconds_bucket{service="relay",le="+Inf"}': lagMs?.count,
  })
  expect((await bridge.fetch(new Request(`${base}/metrics`, { method: 'POST' }))).status).toBe(405)
  expect((await createBridgeSetup().bridge.fetch(new Request(`${base}/metrics`))).status).toBe(404)
})

test('A name of a protocol that holds quotes stays one label', async () => {
  const { bridge } = createBridgeSetup({ metrics: true, webhooks: undefined, relay: { id: 'a"b\\c\nd' } })
  const text = await (await bridge.fetch(new Request(`${base}/metrics`))).text()
  expect(text).toContain('onwire_service_topics{service="a\\"b\\\\c\\nd"} 0\n')
})

test('The app gets the figures every 15 s from the first request on, whatever its callback does, until the end', async () => {
  const received: BridgeMetrics[] = []
  const { bridge, clock, diagnostics, simulator, timers } = createBridgeSetup({
    onMetrics(metrics) {
      received.push(metrics)
      if (received.length === 2) throw new Error('broken')
    },
  })
  await clock.advanceAsync(60_000)
  expect(received).toEqual([])
  readEvents(await bridge.fetch(toEventsRequest([toTopic(simulator.start('abandoned-quote').requestId)])))
  await clock.advanceAsync(45_000)
  expect(received.map(({ readers }) => readers)).toEqual([1, 1, 1])
  expect(diagnostics.map(({ code }) => code)).toEqual(['METRICS_FAILED'])
  await bridge.close()
  await clock.advanceAsync(60_000)
  expect(received).toHaveLength(3)
  expect(timers()).toBe(0)
})
