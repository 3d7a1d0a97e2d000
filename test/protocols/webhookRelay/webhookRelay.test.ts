import { describe, expect, test } from 'vitest'
import { fetchRange } from '../../../src/core/engine/fetchRange.js'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { createSetup } from './webhookRelaySetup.js'

const auth = '{"action":"auth","key":"hidden","secret":"hidden"}'
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_n, nth) => `${from + nth}`)

describe('The socket of Webhook Relay', () => {
  test('authenticates, then subscribes: one socket for one, several and all buckets, with the whole list each time', async () => {
    const setup = createSetup()
    const stop = setup.watch(['b'])
    await setup.wait(100)
    setup.watch(['a', 'b'])
    await setup.wait(100)
    setup.watch()
    await setup.wait(100)
    expect(setup.sent()).toEqual([
      auth,
      '{"action":"subscribe","buckets":["b"]}',
      '{"action":"subscribe","buckets":["a","b"]}',
      '{"action":"subscribe"}',
    ])
    stop()
    expect(setup.simulator.counters).toMatchObject({ socketsOpened: 1, violations: 0 })
    expect(setup.diagnostics).toEqual([])
  })

  test.each(['replaces', 'adds'] as const)(
    'stops showing what is wanted no more, where a second subscribe %s',
    async (resubscribe) => {
      const setup = createSetup({ simulator: { resubscribe } })
      setup.watch(['a'])
      const stop = setup.watch(['b'])
      await setup.wait(100)
      stop()
      await setup.wait(5_000)
      setup.simulator.deliver('a', { body: 'for a' })
      setup.simulator.deliver('b', { body: 'for b' })
      await setup.wait(100)
      expect([setup.bodies(['a']), setup.bodies(['b'])]).toEqual([['for a'], []])
      expect(setup.sent().at(-1)).toBe('{"action":"subscribe","buckets":["a"]}')
      expect(setup.diagnostics).toEqual([])
    },
  )

  test('is closed when nobody wants any bucket', async () => {
    const setup = createSetup()
    const stop = setup.watch(['a'])
    await setup.wait(100)
    stop()
    await setup.wait(4_000)
    expect(setup.simulator.counters.socketsOpen).toBe(0)
    expect(setup.timers()).toBe(0)
  })

  test('finds a bucket by its name and by its id', async () => {
    const setup = createSetup()
    const { id } = setup.simulator.bucket('a')
    setup.watch(['a'])
    setup.watch([id])
    setup.watch()
    await setup.wait(100)
    setup.simulator.deliver('a', { body: 'x' })
    setup.simulator.deliver('b', { body: 'y' })
    await setup.wait(100)
    expect([setup.bodies(['a']), setup.bodies([id]), setup.bodies()]).toEqual([['x'], ['x'], ['x', 'y']])
  })

  test('answers pings, and takes a link without any for dead after 90 s', async () => {
    const setup = createSetup()
    setup.watch(['a'])
    await setup.wait(200_000)
    expect(setup.simulator.counters).toMatchObject({ pongs: 3, socketsOpened: 1 })
    setup.simulator.faults.apply('no-ping')
    await setup.wait(70_000)
    expect(setup.simulator.counters.socketsOpened).toBe(1)
    await setup.wait(30_000)
    expect(setup.simulator.counters.socketsOpened).toBe(2)
    expect(setup.askedCredentials()).toBeGreaterThan(2)
  })

  test('asks for credentials afresh once they are refused, and no third time', async () => {
    const setup = createSetup({ simulator: { credentials: [{ key: 'other', secret: 'hushhush-other' }] } })
    setup.watch(['a'])
    await setup.wait(300_000)
    expect(setup.simulator.counters.auths).toBe(2)
    expect(setup.engine.getConnection()).toMatchObject({ status: 'disconnected', reason: 'refused' })
    expect(JSON.stringify(setup.diagnostics)).not.toMatch(/hushhush/)
  })

  test('goes on with a credential that is good the second time', async () => {
    let nth = 0
    const setup = createSetup({
      simulator: { credentials: [{ key: 'whr', secret: 'sk-hushhush-2' }] },
      protocol: { credentials: () => Promise.resolve({ token: `sk-hushhush-${(nth += 1) > 2 ? 2 : 1}` }) },
    })
    setup.watch(['a'])
    await setup.wait(20_000)
    setup.simulator.deliver('a', { body: 'x' })
    await setup.wait(100)
    expect([setup.engine.getConnection().status, setup.bodies(['a'])]).toEqual(['connected', ['x']])
  })

  test.each([
    ['rejects', () => Promise.reject(new Error('hushhush-secret is wrong'))],
    ['hangs', () => new Promise<never>(() => {})],
    ['gives nothing that can be used', () => Promise.resolve({ key: 'hushhush-key', secret: '' })],
  ])('tries again where `credentials` %s, and its diagnostic holds no secret', async (_how, credentials) => {
    const setup = createSetup({ protocol: { credentials } })
    setup.watch(['a'])
    await setup.wait(120_000)
    expect(setup.diagnostics.map(({ code }) => code)).toContain('HELLO_FAILED')
    expect(setup.simulator.counters.socketsOpened).toBeGreaterThan(1)
    expect(setup.simulator.counters.auths).toBe(0)
    expect(JSON.stringify(setup.diagnostics)).not.toMatch(/hushhush/)
    const asking = setup.engine
      .topic(setup.toTopic(['a']))
      .snapshot()
      .catch(String)
    await setup.wait(60_000)
    expect(await asking).toMatch(/Error: /)
    expect(await asking).not.toMatch(/hushhush/)
  })

  test('shows statuses that it does not know as diagnostics, trips over no junk, and quotes nothing of a webhook', async () => {
    const setup = createSetup()
    setup.watch(['a'])
    await setup.wait(100)
    setup.simulator.faults.apply('junk')
    setup.simulator.deliver('a', { body: 'x' })
    await setup.wait(100)
    expect(setup.bodies(['a'])).toEqual(['x'])
    expect(setup.diagnostics.map(({ message }) => message)).toContain('It says "maintenance": back in a minute')
    expect(JSON.stringify(setup.diagnostics)).not.toContain('junk-secret')
  })
})

describe('The log of Webhook Relay', () => {
  test('of `/v1/events` is never asked for, whatever happens', async () => {
    const setup = createSetup()
    setup.watch(['a'])
    setup.watch()
    for (const fault of ['drop', 'restore', 'freeze', 'restore', 'rest-error', 'restore-rest', 'kick'] as const) {
      setup.simulator.faults.apply(fault)
      setup.simulator.deliver('a', { body: fault })
      await setup.wait(40_000)
    }
    void fetchRange(setup.engine, setup.engine.topic(setup.toTopic(['a'])), { to: Date.now() }, 100)
    await setup.wait(5_000)
    expect(Object.keys(setup.simulator.counters.requests)).toEqual(['/v1/logs'])
  })

  test('is asked with Basic for key and secret, with Bearer for a token', async () => {
    const seen: (string | null)[] = []
    for (const credentials of [{ key: 'hushhush-key', secret: 'hushhush-secret' }, { token: 'sk-hushhush-1' }]) {
      const setup = createSetup({
        protocol: {
          credentials: () => Promise.resolve(credentials),
          fetch: (_url, init) => {
            seen.push(new Headers(init?.headers).get('authorization'))
            return Promise.reject(new Error('offline'))
          },
        },
      })
      await setup.engine
        .topic(setup.toTopic())
        .snapshot()
        .catch(() => {})
    }
    expect(seen).toEqual([`Basic ${btoa('hushhush-key:hushhush-secret')}`, 'Bearer sk-hushhush-1'])
  })

  test('refuses in words that quote nothing', async () => {
    const setup = createSetup({ simulator: { credentials: [] } })
    const asking = setup.engine
      .topic(setup.toTopic(['a']))
      .snapshot()
      .catch((error: unknown) => error)
    await setup.wait(1_000)
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
    const setup = createSetup({ simulator })
    for (const body of numbers(1, 3)) {
      setup.simulator.deliver('a', { body })
      await setup.wait(1_000)
    }
    setup.watch(['a'], 1_000)
    await setup.wait(3_000)
    expect(setup.bodies(['a'])).toEqual(numbers(1, 3))
    setup.simulator.faults.apply('drop')
    for (const body of numbers(4, 350)) {
      setup.simulator.deliver('a', { body })
      // Slower than seconds, so that their order can be told.
      await setup.wait(body === '4' ? 1_000 : 1_010)
    }
    setup.simulator.faults.apply('restore')
    await setup.wait(65_000)
    setup.simulator.deliver('a', { body: '351' })
    await setup.wait(1_000)
    expect(setup.bodies(['a'])).toEqual(numbers(1, 351))
    const data = setup.data(['a'])
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
      const setup = createSetup({ skewMs, simulator: { restStyle: { times } } })
      const gaps = () => {
        const data = setup.data(['a'])
        return data && getGaps(data, true)
      }
      const deliver = (body: string) => setup.simulator.deliver('a', { body }, { hasId })
      setup.watch(['a'])
      deliver('1')
      await setup.wait(3_000)
      setup.simulator.faults.apply('rest-down')
      setup.simulator.faults.apply('drop')
      deliver('2')
      await setup.wait(1_000)
      setup.simulator.faults.apply('restore')
      await setup.wait(30_123)
      expect(setup.engine.getConnection().status).toBe('connected')
      deliver('3')
      await setup.wait(30_000)
      expect(setup.bodies(['a'])).toEqual(['1', '3'])
      expect(gaps()).toHaveLength(1)
      setup.simulator.faults.apply('restore-rest')
      while (setup.bodies(['a']).length < 3) await setup.wait(100)
      expect(setup.bodies(['a'])).toEqual(['1', '2', '3'])
      expect(gaps()).toEqual([])
    },
  )

  test('is read backwards from what is known, page by page, to its beginning', async () => {
    const setup = createSetup({ simulator: { restStyle: { cursors: false } } })
    for (const body of numbers(1, 330)) setup.simulator.deliver('a', { body }, { agoMs: (331 - Number(body)) * 1_000 })
    setup.watch(['a'])
    await setup.wait(1_000)
    expect(setup.bodies(['a'])).toEqual(numbers(231, 330))
    setup.watch(['a'], 1_000)
    for (let nth = 0; nth < 4; nth += 1) {
      const [part] = setup.data(['a'])?.covered ?? []
      expect(setup.data(['a'])?.hasOlder).toBe(true)
      const to = (part?.from ?? 0) - 1
      void fetchRange(setup.engine, setup.engine.topic(setup.toTopic(['a'])), { to }, 1_000)
      await setup.wait(500)
      if (setup.data(['a'])?.hasOlder === false) break
    }
    expect(setup.bodies(['a'])).toEqual(numbers(1, 330))
    expect(setup.data(['a'])?.hasOlder).toBe(false)
  })

  test('of several buckets is one list, and each has its own pages', async () => {
    const setup = createSetup()
    for (const body of numbers(1, 220))
      setup.simulator.deliver(Number(body) % 2 ? 'a' : 'b', { body }, { agoMs: (221 - Number(body)) * 1_000 })
    setup.watch(['a', 'b'], 500)
    await setup.wait(5_000)
    expect(setup.bodies(['a', 'b']).slice(-200)).toEqual(numbers(21, 220))
  })
})

describe('A wall clock that is wrong', () => {
  test.each([-300_000, -50, 50, 300_000])(
    'by %i ms loses nothing, doubles nothing and breaks no link',
    async (skewMs) => {
      const setup = createSetup({ skewMs })
      setup.watch(['a'], 1_000)
      await setup.wait(1_000)
      for (const body of numbers(1, 5)) {
        setup.simulator.deliver('a', { body })
        await setup.wait(10_000)
      }
      expect(setup.diagnostics).toEqual([])
      setup.simulator.faults.apply('drop')
      for (const body of numbers(6, 160)) {
        setup.simulator.deliver('a', { body })
        await setup.wait(100)
      }
      setup.simulator.faults.apply('restore')
      await setup.wait(65_000)
      expect([...setup.bodies(['a'])].sort((a, b) => Number(a) - Number(b))).toEqual(numbers(1, 160))
    },
  )

  test.each([-86_400_000, -10_000, 10_000, 86_400_000])(
    'by %i ms puts no new webhook under older ones, however the log is dated',
    async (skewMs) => {
      for (const times of ['seconds', 'rfc3339'] as const) {
        const setup = createSetup({ skewMs, simulator: { restStyle: { times } } })
        for (const body of numbers(1, 3)) setup.simulator.deliver('a', { body })
        setup.watch(['a'], 1_000)
        await setup.wait(1_000)
        for (const body of numbers(4, 60)) {
          setup.simulator.deliver('a', { body })
          await setup.wait(50)
          expect(setup.bodies(['a'])).toEqual(numbers(1, Number(body)))
          await setup.wait(350)
        }
      }
    },
  )
})
