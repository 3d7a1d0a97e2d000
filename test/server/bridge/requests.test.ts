import { describe, expect, test } from 'vitest'
import { createBridge, relay } from 'onwire/server'
import { apiKey, base, createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

const id = `0x${'ef'.repeat(32)}`
const other = `0x${'01'.repeat(32)}`
const toSnapshotUrl = (topic: unknown, rest = '') =>
  `${base}/snapshot?topic=${encodeURIComponent(typeof topic === 'string' ? topic : JSON.stringify(topic))}${rest}`
const post = (body: BodyInit, type = 'application/json') =>
  new Request(`${base}/events`, { method: 'POST', body, headers: { 'content-type': type } })

describe('A bridge refuses, tells the log, and takes no harm from', () => {
  test.each<[name: string, status: number, code: string, request: () => Request]>([
    ['another path', 404, 'NOT_FOUND', () => new Request(`${base}/secrets`)],
    ['another method for events', 405, 'WRONG_METHOD', () => new Request(`${base}/events`, { method: 'PUT' })],
    ['another method for snapshots', 405, 'WRONG_METHOD', () => new Request(`${base}/snapshot`, { method: 'POST' })],
    ['a form', 415, 'WRONG_TYPE', () => post('topics=1', 'application/x-www-form-urlencoded')],
    ['a body without a type', 415, 'WRONG_TYPE', () => post(new Blob(['{}']), '')],
    ['no JSON', 400, 'NOT_JSON', () => post('{')],
    ['a list', 400, 'NOT_JSON', () => post('[]')],
    ['null', 400, 'NOT_JSON', () => post('null')],
    ['bytes that are no text', 400, 'NOT_JSON', () => post(new Uint8Array([0xff, 0xfe, 0]))],
    ['no topics', 400, 'NO_TOPICS', () => post('{}')],
    ['an empty list of topics', 400, 'NO_TOPICS', () => toEventsRequest([])],
    ['topics that are no list', 400, 'NO_TOPICS', () => post('{"topics":{"length":1}}')],
    ['too many topics', 400, 'TOO_MANY_TOPICS', () => new Request(`${base}/events?${'topic=1&'.repeat(2001)}`)],
    ['a large body', 413, 'BODY_TOO_LARGE', () => post(JSON.stringify({ topics: ['x'.repeat(70_000)] }))],
    ['a text for a topic', 400, 'MALFORMED_TOPIC', () => toEventsRequest(['relay'])],
    ['a topic without a kind', 400, 'MALFORMED_TOPIC', () => toEventsRequest([{ protocol: 'relay', topic: {} }])],
    ['a topic of 5 kB', 400, 'MALFORMED_TOPIC', () => new Request(toSnapshotUrl(toTopic(`0x${'a'.repeat(5_000)}`)))],
    [
      'an unknown protocol',
      400,
      'UNKNOWN_PROTOCOL',
      () => new Request(toSnapshotUrl({ ...toTopic(id), protocol: 'toString' })),
    ],
    ['an id that is none', 400, 'UNKNOWN_TOPIC', () => new Request(toSnapshotUrl(toTopic('../../admin')))],
    [
      'a list for an id',
      400,
      'UNKNOWN_TOPIC',
      () => new Request(toSnapshotUrl({ protocol: 'relay', topic: { kind: 'status', requestId: [id] } })),
    ],
    ['no id', 400, 'UNKNOWN_TOPIC', () => new Request(toSnapshotUrl({ protocol: 'relay', topic: { kind: 'status' } }))],
    ['a snapshot of nothing', 400, 'NO_TOPICS', () => new Request(`${base}/snapshot`)],
    [
      'a snapshot of two',
      400,
      'TOO_MANY_TOPICS',
      () => new Request(toSnapshotUrl(toTopic(id), `&topic=${JSON.stringify(toTopic(other))}`)),
    ],
    ['a snapshot of no JSON', 400, 'MALFORMED_TOPIC', () => new Request(toSnapshotUrl('{'))],
    ['a stretch of a state', 400, 'BAD_RANGE', () => new Request(toSnapshotUrl(toTopic(id), '&from=1&to=2'))],
    ['a stretch that is none', 400, 'BAD_RANGE', () => new Request(toSnapshotUrl(toTopic(id), '&from=1e9&to=-2'))],
  ])('%s', async (_, status, code, toRequest) => {
    const { bridge, diagnostics, simulator } = createBridgeSetup()
    const response = await bridge.fetch(toRequest())
    expect(response.status).toBe(status)
    const answer = await response.json()
    expect(answer).toMatchObject({ ok: false, code, message: expect.stringMatching(/\. \w/) })
    expect(diagnostics).toMatchObject([{ code, httpStatus: status }])
    expect(JSON.stringify([answer, diagnostics])).not.toContain(apiKey)
    expect(simulator.counters.restRequests).toBe(0)
    // It goes on.
    const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
    await settle()
    expect(reader.eventNames()).toEqual(['subscribed'])
  })

  test.each(['', 'nonsense', '-1', 'x'.repeat(10_000), '0-0', '{"a":1}', '\u0000'])('the cursor %j', async (cursor) => {
    const { bridge } = createBridgeSetup()
    const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)], cursor)))
    await settle()
    expect(['subscribed', 'reset']).toContain(reader.eventNames()[0])
    expect(reader.state.cursor).not.toBe(cursor)
  })

  test('more readers than there is room for', async () => {
    const { bridge } = createBridgeSetup({ limits: { readers: 2 } })
    const first = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
    await bridge.fetch(toEventsRequest([toTopic(id)]))
    const refused = await bridge.fetch(toEventsRequest([toTopic(id)]))
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
    await first.stop()
    expect((await bridge.fetch(toEventsRequest([toTopic(id)]))).status).toBe(200)
  })
})

describe('`authorize`', () => {
  test('is required', () => {
    // @ts-expect-error -- As JavaScript may call it.
    expect(() => createBridge({ protocols: [relay({ apiKey })] })).toThrow(/who may see/)
  })

  test('says who sees what: a topic that is denied is refused, the others go on', async () => {
    const { bridge, simulator } = createBridgeSetup({
      authorize: async (request, { key }) => request.headers.get('x-user') === 'ann' && key === id,
    })
    const headers = { 'content-type': 'application/json', 'x-user': 'ann' }
    const topics = [toTopic(id), toTopic(other)]
    const reader = readEvents(await bridge.fetch(toEventsRequest(topics, undefined, { headers })))
    await settle()
    expect(reader.events.map(({ event, received }) => [event, received.key, received.code])).toEqual([
      ['refused', other, 'FORBIDDEN'],
      ['subscribed', id, undefined],
    ])
    expect((await bridge.fetch(new Request(toSnapshotUrl(toTopic(id))))).status).toBe(403)
    expect(simulator.counters.restRequests).toBeLessThan(2)
  })

  test('that throws says no', async () => {
    const { bridge, diagnostics } = createBridgeSetup({
      authorize() {
        throw new Error('the session store is away')
      },
    })
    const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
    await settle()
    expect(reader.eventNames()).toEqual(['refused'])
    expect(diagnostics).toMatchObject([{ code: 'AUTHORIZE_FAILED', level: 'error' }])
  })
})

describe('An answer', () => {
  test('of events is kept by no cache and changed by no proxy', async () => {
    const { bridge } = createBridgeSetup()
    const { headers } = await bridge.fetch(toEventsRequest([toTopic(id)]))
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
  })

  test('beats every 15 s, and leaves no timer behind', async () => {
    const { bridge, clock, timers } = createBridgeSetup()
    const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
    await settle()
    const before = reader.state.comments
    await clock.advanceAsync(45_000)
    await settle()
    expect(reader.state.comments - before).toBe(3)
    void bridge.close()
    await settle()
    expect(reader.state.isOver).toBe(true)
    expect((await bridge.fetch(toEventsRequest([toTopic(id)]))).status).toBe(503)
    expect(timers()).toBe(0)
  })

  test('is to be renewed after a while, so that authorize is asked again, and ends where its reader stays', async () => {
    let isAllowed = true
    const { bridge, clock } = createBridgeSetup({ limits: { streamMs: 600_000 }, authorize: () => isAllowed })
    const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
    await clock.advanceAsync(450_000)
    await settle()
    expect(reader.eventNames()).not.toContain('renew')
    await clock.advanceAsync(165_000)
    await settle()
    expect(reader.eventNames().filter((eventName) => eventName === 'renew')).toHaveLength(1)
    isAllowed = false
    const next = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)], reader.state.cursor)))
    await clock.advanceAsync(45_000)
    await settle()
    expect([reader.state.isOver, next.state.isOver]).toEqual([true, false])
    expect(next.eventNames()).toEqual(['refused'])
  })

  test('to a GET goes on after Last-Event-ID, and begins with what is known', async () => {
    const { bridge, clock, simulator } = createBridgeSetup()
    const { requestId } = simulator.start('happy-path')
    const url = `${base}/events?topic=${encodeURIComponent(JSON.stringify(toTopic(requestId)))}`
    const first = readEvents(await bridge.fetch(new Request(url)))
    await settle()
    await clock.advanceAsync(1_500)
    await settle()
    await first.stop()
    await clock.advanceAsync(10_000)
    await settle()
    const headers = { 'last-event-id': first.state.cursor ?? '' }
    const second = readEvents(await bridge.fetch(new Request(url, { headers })))
    const third = readEvents(await bridge.fetch(new Request(url)))
    await settle()
    expect([...first.statuses(), ...second.statuses()]).toEqual(['waiting', 'pending', 'submitted', 'success'])
    expect(third.statuses()).toEqual(['success'])
  })
})
