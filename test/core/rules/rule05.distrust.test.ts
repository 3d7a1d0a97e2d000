import { describe, expect, test } from 'vitest'
import { createRelaySetup, getBusiestMinute } from '../support/relaySetup.js'
import { toScenario } from '../support/toScenario.js'

const moving = toScenario(
  { at: 0, status: 'waiting' },
  { at: 12_000, status: 'pending' },
  { at: 40_000, status: 'submitted' },
)

describe('A socket that is down', () => {
  test('is said to be so after 2 s, and polled for 2 to 5 s after it went', async () => {
    for (const random of [0, 0.5, 0.999]) {
      const { follow, polls, simulator, wait } = createRelaySetup({ random: () => random })
      const { requestId } = simulator.start('abandoned-quote')
      const { transports } = follow(requestId)
      await wait(10_000)
      const before = polls().length
      simulator.faults.drop()
      await wait(6_000)
      // The cut takes 20 ms to arrive, the request 20 ms to leave.
      expect(transports.at(-1)).toEqual({ at: 12_020, transport: 'polling' })
      expect(polls()[before]).toBeCloseTo(10_020 + 2_000 + random * 3_000 + 20, 0)
    }
  })

  test('for less than 2 s shows nothing of it', async () => {
    const { engine, follow, simulator, wait } = createRelaySetup({ random: () => 0.2 })
    const { requestId } = simulator.start('abandoned-quote')
    const { transports } = follow(requestId)
    await wait(10_000)
    simulator.faults.kick()
    await wait(10_000)
    expect([transports.map(({ transport }) => transport), engine.getConnection().status]).toEqual([
      ['idle', 'socket'],
      'connected',
    ])
    expect(simulator.counters.socketsOpened).toBe(2)
  })

  test('leaves the request to polling until it is back, and then takes over again', async () => {
    const { follow, simulator, wait } = createRelaySetup()
    const { requestId } = simulator.start(moving)
    const { shown, transports } = follow(requestId)
    await wait(10_000)
    simulator.faults.drop()
    await wait(20_000)
    expect(shown.at(-1)?.status).toBe('pending')
    expect(shown.at(-1)?.at).toBeLessThan(18_000)
    simulator.faults.restore()
    await wait(60_000)
    expect(transports.map(({ transport }) => transport)).toEqual(['idle', 'socket', 'polling', 'socket'])
    expect(shown.map(({ status }) => status)).toEqual(['waiting', 'pending', 'submitted'])
  })

  test('that never was up is polled for as well', async () => {
    const { follow, simulator, wait } = createRelaySetup()
    simulator.faults.refuse('upgrade')
    const { requestId } = simulator.start(moving)
    const { statuses, transports } = follow(requestId)
    await wait(70_000)
    expect(transports.map(({ transport }) => transport)).toEqual(['idle', 'polling'])
    expect(statuses()).toEqual(['waiting', 'pending', 'submitted'])
  })
})

describe('A socket that is up', () => {
  test('but never says that it is ready is replaced after 10 s, and the request polled meanwhile', async () => {
    const { attempts, follow, simulator, transport, wait } = withTransport()
    simulator.faults.silence('ready')
    const { requestId } = simulator.start(moving)
    const { status } = follow(requestId)
    await wait(30_000)
    expect(status()).toBe('pending')
    expect(attempts()[1]).toBeGreaterThanOrEqual(10_000)
    expect(attempts()[1]).toBeLessThanOrEqual(15_100)
    simulator.faults.restore()
    await wait(40_000)
    expect([status(), transport(requestId)]).toEqual(['submitted', 'socket'])
  })

  test('but acknowledges nothing is replaced once, polled for, and taken back when it does', async () => {
    const { diagnostics, engine, follow, simulator, wait } = createRelaySetup()
    simulator.faults.silence('ack')
    const { requestId } = simulator.start(moving)
    const { statuses, transport, transports } = follow(requestId)
    await wait(80_000)
    expect([simulator.counters.socketsOpened, engine.getConnection().status, transport()]).toEqual([
      2,
      'connected',
      'polling',
    ])
    expect(statuses()).toEqual(['waiting', 'pending', 'submitted'])
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['TOPIC_UNCONFIRMED']))
    simulator.faults.restore()
    await wait(65_000)
    expect(transports.map((one) => one.transport)).toEqual(['idle', 'polling', 'socket'])
    expect(simulator.counters.socketsOpened).toBe(2)
  })

  test('but frozen is found within 30 s of the news that it kept, whenever it froze', async () => {
    for (const frozenAt of [2_000, 11_000, 11_900]) {
      const { attempts, engine, follow, simulator, wait } = createRelaySetup()
      const { requestId } = simulator.start(moving)
      const { shown } = follow(requestId)
      await wait(frozenAt)
      simulator.faults.freeze()
      await wait(12_000 + 30_000 - frozenAt)
      expect(shown.find(({ status }) => status === 'pending')?.at).toBeLessThan(12_000 + 21_000)
      expect(engine.getConnection().status).not.toBe('connected')
      expect(attempts().length).toBeGreaterThanOrEqual(1)
    }
  })

  test('but silent while requests fail, too, is said to be stale within 32 s, and not before', async () => {
    for (const frozenAt of [2_000, 11_000, 30_000]) {
      const { diagnostics, engine, follow, simulator, transport, wait } = withTransport()
      const { requestId } = simulator.start('abandoned-quote')
      const { topic } = follow(requestId)
      const isStale = () => engine.topic(topic).getShown().info.isStale
      await wait(frozenAt)
      simulator.faults.freeze()
      simulator.faults.breakRest('hang')
      expect(isStale()).toBe(false)
      // Its last word was the ack, at the beginning.
      await wait(Math.max(0, 31_900 - frozenAt))
      expect([isStale(), transport(requestId)]).toEqual([false, 'socket'])
      await wait(frozenAt + 32_100 - Math.max(frozenAt, 31_900))
      expect([isStale(), transport(requestId)]).toEqual([true, 'socket'])
      // Its link isn't left: it may be that only requests fail.
      expect(diagnostics.map(({ code }) => code)).not.toContain('SOCKET_SILENT')
      simulator.faults.restore()
      simulator.faults.restoreRest()
      await wait(31_000)
      expect([isStale(), transport(requestId)]).toEqual([false, 'socket'])
    }
  })

  test('and pushes is relied upon while requests fail', async () => {
    const { engine, follow, simulator, wait } = createRelaySetup()
    const steps = Array.from({ length: 12 }, (_, index) => ({
      at: index * 10_000,
      status: index % 2 ? 'pending' : 'delayed',
    }))
    const { topic } = follow(simulator.start(toScenario(...steps)).requestId)
    await wait(5_000)
    simulator.faults.breakRest('error')
    // Another's row asks meanwhile, and the requests of this one fail, too.
    for (let at = 5_000; at < 110_000; at += 5_000) {
      await Promise.all([
        engine
          .topic(topic)
          .snapshot()
          .catch(() => {}),
        wait(5_000),
      ])
      expect(engine.topic(topic).getShown().info).toMatchObject({ isStale: false, transport: 'socket' })
    }
  })

  test('is asked beside for every open request once in 18 to 20 s, and for none that has just been pushed', async () => {
    const { follow, polls, simulator, wait } = createRelaySetup()
    const quiet = simulator.start('abandoned-quote')
    const talkative = simulator.start(
      toScenario(
        ...Array.from({ length: 12 }, (_, index) => ({
          at: index * 10_000,
          status: index % 2 ? 'pending' : 'delayed',
        })),
      ),
    )
    follow(quiet.requestId)
    follow(talkative.requestId)
    await wait(110_000)
    const waits = polls(quiet.requestId).map((at, index, all) => at - (all[index - 1] ?? at))
    expect(Math.min(...waits.slice(2))).toBeGreaterThanOrEqual(18_000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(20_100)
    expect(polls(talkative.requestId)).toHaveLength(2)
  })
})

describe('The endpoint', () => {
  test('keeps a pause that it is told, for all its topics', async () => {
    const { diagnostics, follow, polls, simulator, wait } = createRelaySetup()
    simulator.faults.drop()
    for (let index = 0; index < 3; index += 1) follow(simulator.start('abandoned-quote').requestId)
    await wait(1_000)
    simulator.faults.breakRest('rate-limited', { retryAfterS: 25 })
    await wait(4_500)
    const limitedAt = polls()[3] ?? Infinity
    simulator.faults.restoreRest()
    await wait(60_000)
    const next = polls().filter((at) => at > limitedAt + 500)
    expect(next[0]).toBeGreaterThanOrEqual(limitedAt + 25_000)
    expect(diagnostics.find(({ code }) => code === 'RATE_LIMITED')).toMatchObject({ count: 1 })
    expect(next.length).toBeGreaterThan(3)
  })

  test('serves 100 open requests with at most 180 polls a minute, each of them in its turn', async () => {
    const { follow, polls, simulator, wait } = createRelaySetup()
    simulator.faults.drop()
    const ids = Array.from({ length: 100 }, () => simulator.start('abandoned-quote').requestId)
    for (const id of ids) follow(id)
    await wait(300_000)
    expect(getBusiestMinute(polls())).toBeLessThanOrEqual(180)
    expect(simulator.counters.restLimited).toBe(0)
    for (const id of ids) {
      const times = polls(id)
      const gaps = times.map((at, index) => at - (times[index - 1] ?? 0))
      expect(Math.max(...gaps)).toBeLessThan(75_000)
      expect(times.length).toBeGreaterThan(4)
    }
  })

  test('is asked half as often again each time, up to 30 s ± 25 %', async () => {
    const { follow, polls, simulator, wait } = createRelaySetup({ random: () => 0.5 })
    simulator.faults.drop()
    follow(simulator.start('abandoned-quote').requestId)
    await wait(200_000)
    const waits = polls().map((at, index, all) => Math.round((at - (all[index - 1] ?? at)) / 100) * 100)
    // The first answer is news; the next poll waits for the grace of the socket.
    expect(waits.slice(1)).toEqual([3_500, 4_500, 6_800, 10_200, 15_200, 22_800, 30_000, 30_000, 30_000, 30_000])
  })
})

function withTransport() {
  const setup = createRelaySetup()
  return {
    ...setup,
    transport: (requestId: string) => setup.engine.topic({ kind: 'status', requestId }).getShown().info.transport,
  }
}
