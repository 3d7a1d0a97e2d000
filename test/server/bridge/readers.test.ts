import { memoryBus } from 'onwire/server'
import { expect, test } from 'vitest'
import {
  base,
  createBridgeSetup,
  readEvents,
  settle,
  toEventsRequest,
  toSnapshotRequest,
  toTopic,
  toWebhook,
} from './support/bridgeSetup.js'
import { createFickleBus } from './support/fickleBus.js'
import { sse } from '../../../src/transports/sse.js'

const id = `0x${'ab'.repeat(32)}`
/** What a reader is told of its place: news of what the service says are another matter. */
const withoutNews = (eventNames: readonly string[]) => eventNames.filter((eventName) => eventName !== 'update')
const toId = (nth: number) => `0x${nth.toString(16).padStart(64, '0')}`

test('A reader whose place is still looked for when the bus is back gets its place, once', async () => {
  const { bus, hold, setAway } = createFickleBus()
  const { bridge, diagnostics } = createBridgeSetup({ bus })
  await settle()
  setAway(true)
  const letGo = hold()
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
  await settle()
  setAway(false)
  await settle()
  letGo()
  await settle()
  expect(reader.eventNames()).toEqual(['subscribed'])
  expect(diagnostics.map(({ code }) => code)).toEqual(['BUS_AWAY', 'BUS_BACK'])
})

test('Snapshots age while the bus is away, and the service is asked, within its budget', async () => {
  const { bus, setAway } = createFickleBus()
  const { bridge, clock, simulator } = createBridgeSetup({ bus })
  const { requestId } = simulator.start('happy-path')
  readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
  await settle()
  await clock.advanceAsync(500)
  await settle()
  setAway(true)
  const before = simulator.counters.restRequests
  const said: unknown[] = []
  for (let second = 0; second < 60; second += 2) {
    const asked = Promise.all([1, 2, 3].map(() => bridge.fetch(toSnapshotRequest(requestId))))
    await clock.advanceAsync(2_000)
    for (const answer of await asked) said.push((await answer.json()).data.status)
  }
  expect(said[0]).toBe('waiting')
  expect(said.at(-1)).toBe('success')
  expect(simulator.counters.restRequests - before).toBeLessThanOrEqual(13)
})

test('Requests that are still asked for count as readers', async () => {
  const { bridge } = createBridgeSetup({
    limits: { readers: 1 },
    authorize: () => new Promise((resolve) => setTimeout(resolve, 20, true)),
  })
  const answers = await Promise.all(Array.from({ length: 20 }, () => bridge.fetch(toEventsRequest([toTopic(id)]))))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('Requests that `authorize` lets wait and then throws at count no more', async () => {
  const { bridge } = createBridgeSetup({
    limits: { readers: 1 },
    authorize: async () => Promise.reject(new Error('no')),
  })
  const first = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
  await first.stop()
  expect((await bridge.fetch(toEventsRequest([toTopic(id)]))).status).toBe(200)
})

test('A limit that is undefined is the default', async () => {
  const nothing = undefined
  const { bridge, environment } = createBridgeSetup({ limits: { queuedBytes: nothing, topicsPerReader: nothing } })
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
  await settle()
  const now = environment.clock.unixNow()
  await bridge.fetch(toWebhook(id, 'pending', now, now))
  await settle()
  expect(reader.eventNames()).toEqual(['subscribed', 'update'])
  expect(reader.state.isOver).toBe(false)
})

test('A reader without news keeps its place, however much others have', async () => {
  const { bridge, clock, environment } = createBridgeSetup({ bus: memoryBus({ maxTopics: 50 }) })
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
  await clock.advanceAsync(60_000)
  const now = environment.clock.unixNow()
  for (let nth = 0; nth < 60; nth += 1) await bridge.fetch(toWebhook(toId(nth), 'pending', now, now))
  await clock.advanceAsync(15_000)
  await settle()
  expect(withoutNews(reader.eventNames())).toEqual(['subscribed'])
  const again = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)], reader.state.cursor)))
  await settle()
  expect(withoutNews(again.eventNames())).toEqual(['subscribed'])
})

test('A reader that takes nothing for over a minute is cut, whatever it is owed', async () => {
  const { bridge, clock, diagnostics, environment } = createBridgeSetup()
  const first = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
  await settle()
  const now = environment.clock.unixNow()
  for (let nth = 0; nth < 20; nth += 1)
    await bridge.fetch(toWebhook(id, nth % 2 ? 'pending' : 'submitted', now + nth, now))
  await settle()
  await bridge.fetch(toEventsRequest([toTopic(id)], first.state.cursor))
  await clock.advanceAsync(60_000)
  expect(diagnostics.map(({ code }) => code)).not.toContain('READER_CUT')
  await clock.advanceAsync(15_000)
  expect(diagnostics.map(({ code }) => code)).toEqual(['READER_CUT'])
  expect(first.state.isOver).toBe(false)
})

test('A reader that missed more than may wait begins anew', async () => {
  const { bridge, environment } = createBridgeSetup({ limits: { queuedBytes: 2_000 } })
  const first = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
  await settle()
  const { cursor } = first.state
  const now = environment.clock.unixNow()
  for (let nth = 0; nth < 100; nth += 1) {
    await bridge.fetch(toWebhook(id, nth % 2 ? 'pending' : 'submitted', now + nth, now))
    await settle()
  }
  const late = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)], cursor)))
  await settle()
  expect(late.eventNames()).toEqual(['reset'])
  expect(late.state.cursor).toBe(first.state.cursor)
})

test('A topic that was let go of and is wanted again later ends no link', async () => {
  const { bridge, clock, environment } = createBridgeSetup()
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const transport = sse(async (body, signal) => bridge.fetch(new Request(`${base}/events`, { ...init, body, signal })))
  const eventNames: string[] = []
  const on = {
    open() {},
    alive() {},
    frame: ({ event }: { event: string }) => eventNames.push(event),
    close: ({ message }: { message: string }) => eventNames.push(message),
  }
  const link = transport.open(on, [[toTopic(id), toTopic(toId(1))]])
  await settle()
  link.send([toTopic(id)])
  await settle()
  await clock.advanceAsync(60_000)
  const now = environment.clock.unixNow()
  await bridge.fetch(toWebhook(toId(99), 'pending', now, now))
  link.send([toTopic(id), toTopic(toId(1))])
  await settle()
  await settle()
  expect(withoutNews(eventNames)).toEqual(['subscribed', 'subscribed', 'subscribed', 'subscribed', 'reset'])
  link.close()
})

test('A topic that is forbidden is asked for again within a minute, and at once by `renew`', async () => {
  const free = new Set<string>()
  const { bridge, clock } = createBridgeSetup({ authorize: (_, { key }) => free.has(key) })
  const ask = async () => readEvents(await bridge.fetch(toEventsRequest([toTopic(id), toTopic(toId(1))])))
  const first = await ask()
  await settle()
  expect(first.eventNames()).toEqual(['refused', 'refused'])
  await clock.advanceAsync(60_000)
  await settle()
  expect(first.eventNames().at(-1)).toBe('renew')
  const second = await ask()
  await settle()
  free.add(id)
  bridge.renew(({ key }) => key === id)
  await settle()
  expect(second.eventNames().at(-1)).toBe('renew')
  const third = await ask()
  await settle()
  expect(third.eventNames().filter((eventName) => eventName !== 'update')).toEqual(['refused', 'subscribed'])
})

test('`renew` has the readers of a topic come anew, and nobody else', async () => {
  const { bridge, clock } = createBridgeSetup()
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
  const other = readEvents(await bridge.fetch(toEventsRequest([toTopic(toId(1))])))
  await settle()
  bridge.renew(({ key }) => key === id)
  await clock.advanceAsync(45_000)
  await settle()
  expect([reader.eventNames(), other.eventNames()].map(withoutNews)).toEqual([['subscribed', 'renew'], ['subscribed']])
  expect([reader.state.isOver, other.state.isOver]).toEqual([true, false])
})
