import { describe, expect, test } from 'vitest'
import { createRelaySetup } from '../support/relaySetup.js'
import { toScenario } from '../support/toScenario.js'

describe('The first data', () => {
  test('is asked for at once, beside the socket', async () => {
    const { follow, polls, simulator, wait } = createRelaySetup()
    const { requestId } = simulator.start('happy-path')
    const { status } = follow(requestId)
    await wait(41)
    expect([polls(), status()]).toEqual([[20], 'waiting'])
  })

  test('costs a blocked socket nothing', async () => {
    const { elapsed, engine, follow, simulator, wait } = createRelaySetup()
    simulator.faults.refuse('upgrade')
    const { requestId } = simulator.start('happy-path')
    const { shown } = follow(requestId)
    await wait(100)
    expect([shown, engine.getConnection().status, elapsed()]).toEqual([
      [{ at: 40, status: 'waiting' }],
      'connecting',
      100,
    ])
  })

  test('costs a socket that says nothing but that it is open nothing', async () => {
    const { follow, simulator, wait } = createRelaySetup()
    simulator.faults.silence('ready')
    const { requestId } = simulator.start('happy-path')
    const { status } = follow(requestId)
    await wait(100)
    expect(status()).toBe('waiting')
  })

  test('is not asked for again by those who come meanwhile, or soon after', async () => {
    const { follow, polls, simulator, wait } = createRelaySetup()
    const { requestId } = simulator.start('abandoned-quote')
    follow(requestId)
    follow(requestId)
    await wait(1_000)
    follow(requestId)
    await wait(1_000)
    expect(polls()).toHaveLength(2)
  })
})

describe('The snapshot that closes the gap', () => {
  test('is asked for once, after the ack', async () => {
    const { follow, simulator, wait, wireEvents } = createRelaySetup()
    const { requestId } = simulator.start('abandoned-quote')
    const followed = follow(requestId)
    await wait(10_000)
    expect(wireEvents()).toEqual(['poll', 'opened', 'subscribe', 'poll'])
    expect(followed.transports.map(({ transport }) => transport)).toEqual(['idle', 'socket'])
  })

  test('shows what happened between the first answer and the subscription', async () => {
    const { follow, simulator, wait } = createRelaySetup({ simulator: { latencyMs: 200, readyDelayMs: 500 } })
    const { requestId } = simulator.start(toScenario({ at: 0, status: 'waiting' }, { at: 600, status: 'pending' }))
    const { shown } = follow(requestId)
    await wait(3_000)
    // Subscribed 1 100 ms after the start, too late for the push at 600.
    expect(shown.map(({ status }) => status)).toEqual(['waiting', 'pending'])
    expect(shown[1]?.at).toBeLessThan(2_000)
  })

  test('is awaited: polling goes on until it has landed', async () => {
    const { follow, polls, simulator, wait } = createRelaySetup()
    const { requestId } = simulator.start('abandoned-quote')
    simulator.faults.breakRest('down')
    const followed = follow(requestId)
    await wait(60_000)
    expect(followed.transport()).toBe('polling')
    expect(polls().length).toBeGreaterThan(3)
    simulator.faults.restoreRest()
    await wait(40_000)
    expect([followed.transport(), followed.status()]).toEqual(['socket', 'waiting'])
  })
})

describe('After a drop', () => {
  test('each open request is subscribed once and fetched once, and what happened in the gap is shown', async () => {
    const { engine, follow, polls, simulator, wait } = createRelaySetup()
    const steps = toScenario({ at: 0, status: 'waiting' }, { at: 20_500, status: 'pending' })
    const requests = Array.from({ length: 5 }, () => simulator.start(steps))
    const followed = requests.map(({ requestId }) => follow(requestId))
    await wait(20_000)
    const before = polls().length
    simulator.faults.kick()
    await wait(100)
    expect(engine.getConnection().status).toBe('reconnecting')
    engine.reconnect()
    await wait(1_900)
    expect(Object.values(simulator.counters.subscribes)).toEqual([2, 2, 2, 2, 2])
    expect(polls().length - before).toBe(5)
    await wait(15_000)
    expect(polls().length - before).toBe(5)
    expect(followed.map(({ status }) => status())).toEqual(requests.map(() => 'pending'))
    expect(simulator.counters.violations).toBe(0)
  })

  test('a request that ended in the gap is fetched, and no longer followed', async () => {
    const { engine, follow, simulator, timers, wait } = createRelaySetup()
    const { requestId } = simulator.start(
      toScenario(
        { at: 0, status: 'waiting' },
        { at: 10_000, fault: 'drop' },
        { at: 11_000, status: 'success' },
        { at: 12_500, fault: 'restore' },
      ),
    )
    const { statuses } = follow(requestId)
    await wait(30_000)
    expect([statuses(), engine.getConnection().status, timers()]).toEqual([['waiting', 'success'], 'idle', 0])
  })
})

test('A page that wakes asks for a snapshot before it opens a socket', async () => {
  const { follow, page, simulator, wait, wireEvents } = createRelaySetup()
  const { requestId } = simulator.start('abandoned-quote')
  follow(requestId)
  await wait(1_000)
  page.pagehide()
  await wait(50_000)
  const before = wireEvents().length
  page.wake()
  await wait(2_000)
  expect(wireEvents().slice(before)).toEqual(['poll', 'opened', 'subscribe', 'poll'])
})

test('A page that wakes from being frozen, its socket dead, shows the truth and finds out', async () => {
  const { engine, follow, page, simulator, wait } = createRelaySetup()
  const { requestId } = simulator.start(toScenario({ at: 0, status: 'waiting' }, { at: 30_000, status: 'pending' }))
  const { status } = follow(requestId)
  await wait(5_000)
  page.hide()
  simulator.faults.freeze()
  await wait(60_000)
  expect(status()).toBe('waiting')
  page.wake()
  page.show()
  await wait(100)
  expect(status()).toBe('pending')
  await wait(3_000)
  expect(engine.getConnection().status).toBe('reconnecting')
})
