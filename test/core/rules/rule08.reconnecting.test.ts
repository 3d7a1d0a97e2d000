import { describe, expect, test } from 'vitest'
import { createRandom } from '../support/random.js'
import { createRelaySetup, type RelaySetupOptions } from '../support/relaySetup.js'

const hourMs = 3_600_000

async function createUpSetup(options: RelaySetupOptions = {}) {
  const setup = createRelaySetup(options)
  const { requestId } = setup.simulator.start('abandoned-quote')
  const followed = setup.follow(requestId)
  await setup.wait(20_000)
  expect(setup.engine.getConnection().status).toBe('connected')
  return { ...setup, followed, requestId }
}

/** When the socket came back after a restart, in ms. */
async function restart(seed: number, isVisible: boolean) {
  const { attempts, elapsed, page, simulator, wait } = await createUpSetup({ random: createRandom(seed) })
  if (!isVisible) page.hide()
  const restartedAt = elapsed()
  simulator.faults.kick()
  await wait(61_000)
  return (attempts()[1] ?? Infinity) - restartedAt
}

describe('After a restart of the service', () => {
  test('visible pages are back within 5 s, each at its own time', async () => {
    const times = await Promise.all(Array.from({ length: 40 }, (_, seed) => restart(seed * 7_919 + 1, true)))
    expect(Math.max(...times)).toBeLessThan(5_100)
    expect(new Set(times.map((ms) => Math.floor(ms / 1_000))).size).toBe(5)
  })

  test('hidden pages come after them, within a minute', async () => {
    const times = await Promise.all(Array.from({ length: 40 }, (_, seed) => restart(seed * 7_919 + 1, false)))
    expect(Math.min(...times)).toBeGreaterThan(5_000)
    expect(Math.max(...times)).toBeLessThan(60_100)
  })
})

test('A service that stays away is tried ever more slowly, and never given up', async () => {
  const { attempts, simulator, wait } = await createUpSetup({ random: () => 0.9 })
  simulator.faults.refuse('upgrade')
  await wait(hourMs)
  const waits = attempts().map((at, index, all) => Math.round((at - (all[index - 1] ?? at)) / 1_000))
  expect(waits.slice(2, 7)).toEqual([9, 18, 36, 54, 59])
  expect(Math.max(...waits.slice(2))).toBeLessThanOrEqual(60)
  simulator.faults.restore()
  await wait(60_000)
  expect(simulator.counters.socketsOpen).toBe(1)
})

test('A service that accepts and then drops is not stormed', async () => {
  const { attempts, simulator, wait } = await createUpSetup({ random: () => 0.9 })
  for (let round = 0; round < 600; round += 1) {
    await wait(1_000)
    if (simulator.counters.socketsOpen > 0) simulator.faults.kick()
  }
  expect(attempts().length).toBeLessThan(22)
})

describe('The wait is skipped', () => {
  /** The service is away, and the next attempt is far. */
  const createWaiting = async () => {
    const setup = await createUpSetup({ random: () => 0.99 })
    setup.simulator.faults.drop()
    await setup.wait(150_000)
    const before = setup.attempts().length
    await setup.wait(5_000)
    expect(setup.attempts().length).toBe(before)
    return { ...setup, before }
  }

  test.each([
    [
      'when the network returns',
      ({ page }: Awaited<ReturnType<typeof createWaiting>>) => (page.goOffline(), page.goOnline()),
    ],
    ['when the page is shown', ({ page }: Awaited<ReturnType<typeof createWaiting>>) => (page.hide(), page.show())],
    ['when the window is focused', ({ page }: Awaited<ReturnType<typeof createWaiting>>) => page.show()],
    ['when the page wakes', ({ page }: Awaited<ReturnType<typeof createWaiting>>) => page.wake()],
    ['when the app says so', ({ engine }: Awaited<ReturnType<typeof createWaiting>>) => engine.reconnect()],
  ])('%s', async (_title, act) => {
    const setup = await createWaiting()
    setup.simulator.faults.restore()
    act(setup)
    await setup.wait(200)
    expect([setup.attempts().length - setup.before, setup.engine.getConnection().status]).toEqual([1, 'connected'])
  })
})

describe('The page', () => {
  test('closes its socket when it goes away, and opens one when it is back', async () => {
    const { attempts, page, simulator, wait } = await createUpSetup()
    page.pagehide()
    await wait(59_000)
    expect([attempts().length, simulator.counters.socketsOpen]).toEqual([1, 0])
    page.wake()
    await wait(200)
    expect([attempts().length, simulator.counters.socketsOpen]).toEqual([2, 1])
  })

  test.each([
    ['comes into focus', 0],
    ['lets its timers run for a minute', 60_000],
  ])('that said it goes, and %s, has not gone: no event of its return is needed', async (_sign, ms) => {
    const { attempts, page, simulator, wait } = await createUpSetup()
    page.pagehide()
    await wait(1_000)
    if (ms === 0) page.show()
    await wait(ms + 200)
    expect([attempts().length, simulator.counters.socketsOpen]).toEqual([2, 1])
  })

  test('tries to connect once a minute offline, and once at each focus', async () => {
    const { attempts, engine, page, simulator, wait } = await createUpSetup()
    page.goOffline()
    simulator.faults.drop()
    await wait(100)
    const before = attempts().length
    await wait(600_000)
    const count = attempts().length
    expect(count - before).toBeOneOf([9, 10])
    page.show()
    await wait(100)
    expect([attempts().length - count, engine.getConnection().reason]).toEqual([1, 'offline'])
    simulator.faults.restore()
    await wait(60_100)
    expect(engine.getConnection()).toEqual({ status: 'connected', id: expect.any(String) })
  })

  test('keeps its socket when it is hidden, and when the network only seems to go', async () => {
    const { attempts, page, simulator, wait } = await createUpSetup()
    page.hide()
    page.goOffline()
    await wait(hourMs)
    page.goOnline()
    page.show()
    await wait(60_000)
    expect([attempts().length, simulator.counters.socketsOpen]).toEqual([1, 1])
  })

  test('asks for what it may have missed when the network is back', async () => {
    const { page, polls, wait } = await createUpSetup()
    page.goOffline()
    // Soon enough for no other poll to be due.
    await wait(8_000)
    const before = polls().length
    page.goOnline()
    await wait(100)
    expect(polls().length - before).toBe(1)
  })
})

describe('A refusal', () => {
  test('of a key is final after one more attempt with a freshly asked one; only the app tries again', async () => {
    const keys = ['hushhush-1', 'hushhush 2', 'hushhush-good']
    const asked: string[] = []
    const url = async () => {
      const key = keys.shift() ?? 'none'
      asked.push(key)
      return `wss://ws.relay.simulator.invalid/?apiKey=${encodeURIComponent(key)}`
    }
    const { diagnostics, engine, follow, page, simulator, wait } = createRelaySetup({ relay: { url } })
    simulator.faults.refuse('key', { accept: ['hushhush-good'] })
    const { status, transport } = follow(simulator.start('abandoned-quote').requestId)
    await wait(hourMs)
    page.hide()
    page.show()
    page.wake()
    await wait(60_000)
    expect([asked, engine.getConnection()]).toEqual([
      ['hushhush-1', 'hushhush 2'],
      { status: 'disconnected', reason: 'refused' },
    ])
    expect([status(), transport()]).toEqual(['waiting', 'polling'])
    expect(diagnostics.map(({ code }) => code)).toEqual(['CONNECTION_REFUSED', 'CONNECTION_REFUSED'])
    expect(JSON.stringify(diagnostics)).not.toContain('hushhush-1')
    engine.reconnect()
    await wait(1_000)
    expect([asked.length, engine.getConnection().status, transport()]).toEqual([3, 'connected', 'socket'])
  })

  test('of a stale key is cured by the fresh one', async () => {
    const keys = ['hushhush-1', 'hushhush-good']
    const url = async () => `wss://ws.relay.simulator.invalid/?apiKey=${keys.shift() ?? 'hushhush-good'}`
    const { engine, follow, simulator, wait } = createRelaySetup({ relay: { url } })
    simulator.faults.refuse('key', { accept: ['hushhush-good'] })
    follow(simulator.start('abandoned-quote').requestId)
    await wait(6_000)
    expect(engine.getConnection()).toEqual({ status: 'connected', id: expect.any(String) })
  })

  test('of the upgrade can’t be told from an unreachable server: five times, and it is said so', async () => {
    const { attempts, engine, follow, simulator, wait } = createRelaySetup({ random: () => 0.5 })
    simulator.faults.refuse('upgrade')
    const wireEvents: string[] = []
    engine.onConnection(() => {
      const { reason, status } = engine.getConnection()
      if (wireEvents.at(-1) !== (reason ?? status)) wireEvents.push(reason ?? status)
    })
    const { transport } = follow(simulator.start('abandoned-quote').requestId)
    await wait(120_000)
    expect([wireEvents, transport(), attempts().length]).toEqual([['connecting', 'unreachable'], 'polling', 6])
    simulator.faults.restore()
    await wait(60_000)
    expect([wireEvents.slice(2), transport()]).toEqual([['connected'], 'socket'])
  })
})

test('Reconnecting while all is well does nothing: a button that is pressed often costs the service nothing', async () => {
  const { engine, followed, simulator, wait, wireEvents } = await createUpSetup()
  const before = wireEvents().length
  engine.reconnect()
  await wait(10_000)
  expect(wireEvents().slice(before)).toEqual([])
  expect(followed.transports.map(({ transport }) => transport)).toEqual(['idle', 'socket'])
  expect(simulator.counters.socketsOpen).toBe(1)
})
