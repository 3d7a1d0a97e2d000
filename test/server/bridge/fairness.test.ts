import { describe, expect, test } from 'vitest'
import { createKeyOf } from '../../../src/server/bridge/callers.js'
import { base, createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

/** Ids that somebody has made up. */
const toId = (number: number) => `0x${number.toString(16).padStart(64, '0')}`
const keyOf = (request: Request) => request.headers.get('x-user') ?? undefined

/** A bridge whose service has a socket or not, and a way to ask it as one user or another. */
function createFairSetup({ hasSocket }: { readonly hasSocket: boolean }) {
  const setup = createBridgeSetup({ keyOf })
  if (!hasSocket) setup.simulator.faults.drop()
  const { bridge, clock } = setup
  const open = async (user: string, ids: readonly string[]) => {
    const headers = { 'content-type': 'application/json', 'x-user': user }
    const response = await bridge.fetch(toEventsRequest(ids.map(toTopic), undefined, { headers }))
    return { status: response.status, reader: readEvents(response) }
  }
  const ask = (user: string, id: string) =>
    bridge.fetch(
      new Request(`${base}/snapshot?topic=${encodeURIComponent(JSON.stringify(toTopic(id)))}`, {
        headers: { 'x-user': user },
      }),
    )
  /** Moves the clock until it has happened, and returns the ms that this took. */
  const waitFor = async (hasHappened: () => boolean, mostMs = 60_000) => {
    const from = clock.now()
    while (!hasHappened() && clock.now() - from < mostMs) await clock.advanceAsync(50)
    return clock.now() - from
  }
  return { ...setup, ask, open, waitFor }
}

describe.each([true, false])(
  'Beside a stranger with 50 streams of 200 made-up ids each (a socket: %s)',
  (hasSocket) => {
    test('another reader’s first answer is there within 2 s, and none is refused', { timeout: 600_000 }, async () => {
      const { ask, clock, open, simulator, waitFor } = createFairSetup({ hasSocket })
      const strangers: number[] = []
      for (let stream = 0; stream < 50; stream += 1) {
        const ids = Array.from({ length: 200 }, (_, n) => toId(stream * 200 + n + 1))
        strangers.push((await open('stranger', ids)).status)
        for (const id of ids.slice(0, 4)) void ask('stranger', id)
        await settle()
      }
      expect(strangers.filter((status) => status === 200)).toHaveLength(10)
      const waits: number[] = []
      const statuses: number[] = []
      for (let n = 0; n < 12; n += 1) {
        for (let more = 0; more < 40; more += 1) void ask('stranger', toId(100_000 + n * 40 + more))
        const { requestId } = simulator.start('abandoned-quote')
        let isAnswered = false
        void ask(`user ${n}`, requestId).then(({ status }) => {
          statuses.push(status)
          isAnswered = true
        })
        const { reader, status } = await open(`user ${n}`, [requestId])
        statuses.push(status)
        waits.push(await waitFor(() => isAnswered && reader.eventNames().includes('subscribed')))
        await clock.advanceAsync(7_000)
        expect(reader.statuses().at(-1)).toBe('waiting')
      }
      expect(statuses.every((status) => status === 200)).toBe(true)
      expect(Math.max(...waits)).toBeLessThanOrEqual(2_000)
    })
  },
)

test('A reader’s own request is followed at once, though a stranger has asked for it before, among too many', async () => {
  const { clock, open, simulator, waitFor } = createFairSetup({ hasSocket: true })
  const requestId = toId(200)
  await open(
    'stranger',
    Array.from({ length: 200 }, (_, n) => toId(n + 1)),
  )
  await clock.advanceAsync(5_000)
  for (const user of ['user', '']) {
    const { reader } = await open(user, [requestId])
    await waitFor(() => reader.eventNames().includes('subscribed'))
    if (user) simulator.start('happy-path', { requestId })
    expect(await waitFor(() => reader.statuses().length > 0, 10_000)).toBeLessThanOrEqual(4_000)
  }
})

test('A snapshot is answered at once, though a stranger whose share is spent waits for the same', async () => {
  const { ask, clock, waitFor } = createFairSetup({ hasSocket: false })
  for (let n = 1; n <= 30; n += 1) {
    void ask('stranger', toId(n))
    await clock.advanceAsync(100)
  }
  let isStrangerAnswered = false
  let isAnswered = false
  void ask('stranger', toId(200)).then(() => (isStrangerAnswered = true))
  await clock.advanceAsync(500)
  void ask('user', toId(200)).then(() => (isAnswered = true))
  expect(await waitFor(() => isAnswered)).toBeLessThanOrEqual(2_000)
  // One request for both would be as good: the topic's own are shared.
  await waitFor(() => isStrangerAnswered, 60_000)
  expect(isStrangerAnswered).toBe(true)
})

describe('One caller', () => {
  test('has so many streams, topics and snapshots as the limits say; others are not refused for it', async () => {
    const limits = { readersPerCaller: 2, topicsPerCaller: 3, snapshotsPerCaller: 1 }
    const { bridge, clock, simulator } = createBridgeSetup({ keyOf, limits })
    simulator.faults.drop()
    const open = (user: string, ...ids: readonly number[]) =>
      bridge.fetch(
        toEventsRequest(
          ids.map((id) => toTopic(toId(id))),
          undefined,
          {
            headers: { 'content-type': 'application/json', 'x-user': user },
          },
        ),
      )
    const first = await open('a', 1, 2)
    expect([first, await open('a', 3, 4), await open('b', 3, 4)].map(({ status }) => status)).toEqual([200, 429, 200])
    const second = await open('a', 5)
    expect([second, await open('a')].map(({ status }) => status)).toEqual([200, 400])
    expect((await open('a', 1)).status).toBe(429)
    await first.body?.cancel()
    await settle()
    expect((await open('a', 1)).status).toBe(200)
    await clock.advanceAsync(1)
  })

  test('with many ids that are known is followed for all of them', async () => {
    const { clock, open, simulator } = createFairSetup({ hasSocket: true })
    const ids = Array.from({ length: 150 }, () => simulator.start('abandoned-quote').requestId)
    const { reader } = await open('a', ids)
    await clock.advanceAsync(120_000)
    expect(
      new Set(reader.events.filter(({ event }) => event === 'update').map(({ received }) => received.key)).size,
    ).toBe(150)
  })
})

describe('Who asks is, by default,', () => {
  const getKey = createKeyOf(undefined, () => {})
  const request = new Request('https://app.example')

  test.each<[string, unknown, unknown, string | undefined]>([
    ['the user by a text', undefined, 'ada', 'user ada'],
    ['the user by an id', undefined, { id: 7, name: 'Ada' }, 'user 7'],
    ['the user by a token’s subject', undefined, { sub: 'ada' }, 'user ada'],
    [
      'the address that Express knows',
      { ip: '203.0.113.7', socket: { remoteAddress: '10.0.0.1' } },
      undefined,
      'address 203.0.113.7',
    ],
    ['the address of Node’s socket', { socket: { remoteAddress: '::ffff:203.0.113.7' } }, true, 'address 203.0.113.7'],
    [
      'the address of Fastify’s socket',
      { raw: { socket: { remoteAddress: '203.0.113.7' } } },
      undefined,
      'address 203.0.113.7',
    ],
    ['the network of an address of IPv6', { ip: '2001:db8:1:2:3:4:5:6' }, undefined, 'address 2001:db8:1:2'],
    ['nobody, behind a proxy of the same network', { socket: { remoteAddress: '10.1.2.3' } }, undefined, undefined],
    ['nobody, on the same machine', { socket: { remoteAddress: '::1' } }, undefined, undefined],
    ['nobody, where nothing is known', undefined, undefined, undefined],
  ])('%s', (_, from, user, key) => {
    expect(getKey(request, from, user)).toBe(key)
  })

  test('nobody where `keyOf` throws, which is reported', () => {
    const codes: string[] = []
    const failing = createKeyOf(
      () => JSON.parse('{'),
      ({ code }) => codes.push(code),
    )
    expect(failing(request, undefined, 'ada')).toBeUndefined()
    expect(codes).toEqual(['KEY_OF_FAILED'])
  })
})
