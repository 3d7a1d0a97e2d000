import { describe, expect, test } from 'vitest'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { createWorld } from './webhookRelaySetup.js'

const auth = '{"action":"auth","key":"hidden","secret":"hidden"}'
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_n, nth) => `${from + nth}`)

describe('The socket of Webhook Relay', () => {
  test('authenticates, then subscribes: one socket for one, several and all buckets, with the whole list each time', async () => {
    const world = createWorld()
    const stop = world.watch(['b'])
    await world.wait(100)
    world.watch(['a', 'b'])
    await world.wait(100)
    world.watch()
    await world.wait(100)
    expect(world.sent()).toEqual([
      auth,
      '{"action":"subscribe","buckets":["b"]}',
      '{"action":"subscribe","buckets":["a","b"]}',
      '{"action":"subscribe"}',
    ])
    stop()
    expect(world.simulator.counters).toMatchObject({ socketsOpened: 1, violations: 0 })
    expect(world.diagnostics).toEqual([])
  })

  test.each(['replaces', 'adds'] as const)(
    'stops showing what is wanted no more, where a second subscribe %s',
    async (resubscribe) => {
      const world = createWorld({ simulator: { resubscribe } })
      world.watch(['a'])
      const stop = world.watch(['b'])
      await world.wait(100)
      stop()
      await world.wait(5_000)
      world.simulator.deliver('a', { body: 'for a' })
      world.simulator.deliver('b', { body: 'for b' })
      await world.wait(100)
      expect([world.bodies(['a']), world.bodies(['b'])]).toEqual([['for a'], []])
      expect(world.sent().at(-1)).toBe('{"action":"subscribe","buckets":["a"]}')
      expect(world.diagnostics).toEqual([])
    },
  )

  test('is closed when nobody wants any bucket', async () => {
    const world = createWorld()
    const stop = world.watch(['a'])
    await world.wait(100)
    stop()
    await world.wait(4_000)
    expect(world.simulator.counters.socketsOpen).toBe(0)
    expect(world.timers()).toBe(0)
  })

  test('finds a bucket by its name and by its id', async () => {
    const world = createWorld()
    const { id } = world.simulator.bucket('a')
    world.watch(['a'])
    world.watch([id])
    world.watch()
    await world.wait(100)
    world.simulator.deliver('a', { body: 'x' })
    world.simulator.deliver('b', { body: 'y' })
    await world.wait(100)
    expect([world.bodies(['a']), world.bodies([id]), world.bodies()]).toEqual([['x'], ['x'], ['x', 'y']])
  })

  test('answers pings, and takes a link without any for dead after 90 s', async () => {
    const world = createWorld()
    world.watch(['a'])
    await world.wait(200_000)
    expect(world.simulator.counters).toMatchObject({ pongs: 3, socketsOpened: 1 })
    world.simulator.faults.apply('no-ping')
    await world.wait(70_000)
    expect(world.simulator.counters.socketsOpened).toBe(1)
    await world.wait(30_000)
    expect(world.simulator.counters.socketsOpened).toBe(2)
    expect(world.askedCredentials()).toBeGreaterThan(2)
  })

  test('asks for credentials afresh once they are refused, and no third time', async () => {
    const world = createWorld({ simulator: { credentials: [{ key: 'other', secret: 'hushhush-other' }] } })
    world.watch(['a'])
    await world.wait(300_000)
    expect(world.simulator.counters.auths).toBe(2)
    expect(world.engine.getConnection()).toMatchObject({ status: 'disconnected', reason: 'refused' })
    expect(JSON.stringify(world.diagnostics)).not.toMatch(/hushhush/)
  })

  test('goes on with a credential that is good the second time', async () => {
    let nth = 0
    const world = createWorld({
      simulator: { credentials: [{ key: 'whr', secret: 'sk-hushhush-2' }] },
      protocol: { credentials: () => Promise.resolve({ token: `sk-hushhush-${(nth += 1) > 2 ? 2 : 1}` }) },
    })
    world.watch(['a'])
    await world.wait(20_000)
    world.simulator.deliver('a', { body: 'x' })
    await world.wait(100)
    expect([world.engine.getConnection().status, world.bodies(['a'])]).toEqual(['connected', ['x']])
  })

  test.each([
    ['rejects', () => Promise.reject(new Error('hushhush-secret is wrong'))],
    ['hangs', () => new Promise<never>(() => {})],
    ['gives nothing that can be used', () => Promise.resolve({ key: 'hushhush-key', secret: '' })],
  ])('tries again where `credentials` %s, and its diagnostic holds no secret', async (_how, credentials) => {
    const world = createWorld({ protocol: { credentials } })
    world.watch(['a'])
    await world.wait(120_000)
    expect(world.diagnostics.map(({ code }) => code)).toContain('HELLO_FAILED')
    expect(world.simulator.counters.socketsOpened).toBeGreaterThan(1)
    expect(world.simulator.counters.auths).toBe(0)
    expect(JSON.stringify(world.diagnostics)).not.toMatch(/hushhush/)
    const asking = world.engine
      .topic(world.toTopic(['a']))
      .snapshot()
      .catch(String)
    await world.wait(60_000)
    expect(await asking).toMatch(/Error: /)
    expect(await asking).not.toMatch(/hushhush/)
  })

  test('shows statuses that it does not know as diagnostics, trips over no junk, and quotes nothing of a webhook', async () => {
    const world = createWorld()
    world.watch(['a'])
    await world.wait(100)
    world.simulator.faults.apply('junk')
    world.simulator.deliver('a', { body: 'x' })
    await world.wait(100)
    expect(world.bodies(['a'])).toEqual(['x'])
    expect(world.diagnostics.map(({ message }) => message)).toContain('It says "maintenance": back in a minute')
    expect(JSON.stringify(world.diagnostics)).not.toContain('junk-secret')
  })
})

describe('The log of Webhook Relay', () => {
  test('of `/v1/events` is never asked for, whatever happens', async () => {
    const world = createWorld()
    world.watch(['a'])
    world.watch()
    for (const fault of ['drop', 'restore', 'freeze', 'restore', 'rest-error', 'restore-rest', 'kick'] as const) {
      world.simulator.faults.apply(fault)
      world.simulator.deliver('a', { body: fault })
      await world.wait(40_000)
    }
    void world.engine.topic(world.toTopic(['a'])).fill({ to: Date.now() })
    await world.wait(5_000)
    expect(Object.keys(world.simulator.counters.requests)).toEqual(['/v1/logs'])
  })

  test('is asked with Basic for key and secret, with Bearer for a token', async () => {
    const seen: (string | null)[] = []
    for (const credentials of [{ key: 'hushhush-key', secret: 'hushhush-secret' }, { token: 'sk-hushhush-1' }]) {
      const world = createWorld({
        protocol: {
          credentials: () => Promise.resolve(credentials),
          fetch: (_url, init) => {
            seen.push(new Headers(init?.headers).get('authorization'))
            return Promise.reject(new Error('offline'))
          },
        },
      })
      await world.engine
        .topic(world.toTopic())
        .snapshot()
        .catch(() => {})
    }
    expect(seen).toEqual([`Basic ${btoa('hushhush-key:hushhush-secret')}`, 'Bearer sk-hushhush-1'])
  })

  test('refuses in words that quote nothing', async () => {
    const world = createWorld({ simulator: { credentials: [] } })
    const asking = world.engine
      .topic(world.toTopic(['a']))
      .snapshot()
      .catch((error: unknown) => error)
    await world.wait(1_000)
    const error = await asking
    expect(error).toMatchObject({ code: 'INVALID_CREDENTIALS' })
    expect(String(error)).not.toMatch(/Basic|hushhush/)
    expect(String(error)).not.toContain(btoa('hushhush-key:hushhush-secret'))
  })

  test.each([
    { restStyle: { cursors: true } },
    { restStyle: { cursors: false } },
    { restStyle: { cursors: false, times: 'seconds' } },
    { restStyle: { statuses: 'number' } },
  ] as const)('fills a gap of several pages, told as %j', async (simulator) => {
    const world = createWorld({ simulator })
    for (const body of numbers(1, 3)) {
      world.simulator.deliver('a', { body })
      await world.wait(1_000)
    }
    world.watch(['a'], 1_000)
    await world.wait(3_000)
    expect(world.bodies(['a'])).toEqual(numbers(1, 3))
    world.simulator.faults.apply('drop')
    for (const body of numbers(4, 350)) {
      world.simulator.deliver('a', { body })
      // Slower than seconds, so that their order can be told.
      await world.wait(body === '4' ? 1_000 : 1_010)
    }
    world.simulator.faults.apply('restore')
    await world.wait(65_000)
    world.simulator.deliver('a', { body: '351' })
    await world.wait(1_000)
    expect(world.bodies(['a'])).toEqual(numbers(1, 351))
    const data = world.data(['a'])
    expect([data?.covered.length, data?.isBroken]).toEqual([1, false])
  })

  test.each([
    { hasId: true, times: 'rfc3339', skewMs: 0 },
    { hasId: false, times: 'rfc3339', skewMs: 0 },
    { hasId: true, times: 'seconds', skewMs: 0 },
    { hasId: true, times: 'rfc3339', skewMs: 300_000 },
  ] as const)(
    'closes the gap that it has filled where the socket was back before it, and shows it until then: %j',
    async ({ hasId, skewMs, times }) => {
      const world = createWorld({ skewMs, simulator: { restStyle: { times } } })
      const gaps = () => {
        const data = world.data(['a'])
        return data && getGaps(data, true)
      }
      const deliver = (body: string) => world.simulator.deliver('a', { body }, { hasId })
      world.watch(['a'])
      deliver('1')
      await world.wait(3_000)
      world.simulator.faults.apply('rest-down')
      world.simulator.faults.apply('drop')
      deliver('2')
      await world.wait(1_000)
      world.simulator.faults.apply('restore')
      await world.wait(30_123)
      expect(world.engine.getConnection().status).toBe('connected')
      deliver('3')
      await world.wait(30_000)
      expect(world.bodies(['a'])).toEqual(['1', '3'])
      expect(gaps()).toHaveLength(1)
      world.simulator.faults.apply('restore-rest')
      while (world.bodies(['a']).length < 3) await world.wait(100)
      expect(world.bodies(['a'])).toEqual(['1', '2', '3'])
      expect(gaps()).toEqual([])
    },
  )

  test('is read backwards from what is known, page by page, to its beginning', async () => {
    const world = createWorld({ simulator: { restStyle: { cursors: false } } })
    for (const body of numbers(1, 330)) world.simulator.deliver('a', { body }, { agoMs: (331 - Number(body)) * 1_000 })
    world.watch(['a'])
    await world.wait(1_000)
    expect(world.bodies(['a'])).toEqual(numbers(231, 330))
    world.watch(['a'], 1_000)
    for (let nth = 0; nth < 4; nth += 1) {
      const [part] = world.data(['a'])?.covered ?? []
      expect(world.data(['a'])?.hasOlder).toBe(true)
      void world.engine.topic(world.toTopic(['a'])).fill({ to: (part?.from ?? 0) - 1 })
      await world.wait(500)
      if (world.data(['a'])?.hasOlder === false) break
    }
    expect(world.bodies(['a'])).toEqual(numbers(1, 330))
    expect(world.data(['a'])?.hasOlder).toBe(false)
  })

  test('of several buckets is one list, and each has its own pages', async () => {
    const world = createWorld()
    for (const body of numbers(1, 220))
      world.simulator.deliver(Number(body) % 2 ? 'a' : 'b', { body }, { agoMs: (221 - Number(body)) * 1_000 })
    world.watch(['a', 'b'], 500)
    await world.wait(5_000)
    expect(world.bodies(['a', 'b']).slice(-200)).toEqual(numbers(21, 220))
  })
})

describe('A wall clock that is wrong', () => {
  test.each([-300_000, -50, 50, 300_000])(
    'by %i ms loses nothing, doubles nothing and breaks no link',
    async (skewMs) => {
      const world = createWorld({ skewMs })
      world.watch(['a'], 1_000)
      await world.wait(1_000)
      for (const body of numbers(1, 5)) {
        world.simulator.deliver('a', { body })
        await world.wait(10_000)
      }
      expect(world.diagnostics).toEqual([])
      world.simulator.faults.apply('drop')
      for (const body of numbers(6, 160)) {
        world.simulator.deliver('a', { body })
        await world.wait(100)
      }
      world.simulator.faults.apply('restore')
      await world.wait(65_000)
      expect([...world.bodies(['a'])].sort((a, b) => Number(a) - Number(b))).toEqual(numbers(1, 160))
    },
  )
})
