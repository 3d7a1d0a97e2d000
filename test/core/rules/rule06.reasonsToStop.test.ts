import { describe, expect, test } from 'vitest'
import { createRelaySetup } from '../support/relaySetup.js'
import { toScenario } from '../support/toScenario.js'

const hourMs = 3_600_000

/** A page whose socket is down, so that it polls. */
async function createPollingSetup() {
  const setup = createRelaySetup()
  setup.simulator.faults.drop()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const followed = setup.follow(requestId)
  await setup.wait(20_000)
  expect(followed.transport()).toBe('polling')
  /** How many polls an hour brings. */
  const pollsOfAnHour = async () => {
    await setup.wait(100)
    const before = setup.polls().length
    await setup.wait(hourMs)
    return setup.polls().length - before
  }
  return { ...setup, followed, pollsOfAnHour, requestId }
}

describe('Polling stops', () => {
  test.each([
    ['happy-path', 'success'],
    ['refund-after-failure', 'refund'],
  ] as const)('at the end of %s', async (name, end) => {
    const { clock, follow, polls, simulator, timers, wait } = createRelaySetup()
    simulator.faults.drop()
    const { status, transport } = follow(simulator.start(name).requestId)
    await wait(60_000)
    const before = polls().length
    await wait(hourMs)
    expect([status(), transport(), polls().length - before, timers(), clock.pending()]).toEqual([end, 'idle', 0, 0, 0])
  })

  test('on a hidden page, and goes on at once when it is shown', async () => {
    const { followed, page, polls, pollsOfAnHour, wait } = await createPollingSetup()
    page.hide()
    expect(await pollsOfAnHour()).toBe(0)
    expect(followed.transport()).toBe('idle')
    const before = polls().length
    page.show()
    await wait(100)
    expect([polls().length - before, followed.transport()]).toEqual([1, 'polling'])
  })

  test('when nobody watches, and leaves nothing behind', async () => {
    const { clock, followed, page, pollsOfAnHour, timers } = await createPollingSetup()
    followed.stop()
    expect(await pollsOfAnHour()).toBe(0)
    expect([timers(), clock.pending(), page.watchers()]).toEqual([0, 0, 0])
  })

  test('when everything is closed', async () => {
    const { clock, engine, page, pollsOfAnHour } = await createPollingSetup()
    engine.close()
    expect(await pollsOfAnHour()).toBe(0)
    expect([clock.pending(), page.watchers()]).toEqual([0, 0])
  })

  test('while it is hidden for a socket that is up, too', async () => {
    const { follow, page, polls, simulator, wait } = createRelaySetup()
    const { status } = follow(
      simulator.start(toScenario({ at: 0, status: 'waiting' }, { at: 60_000, status: 'pending' })).requestId,
    )
    await wait(10_000)
    page.hide()
    await wait(hourMs)
    expect([polls().length, status()]).toEqual([2, 'pending'])
  })
})

describe('Polling slows down', () => {
  test('to one a minute offline: the browser may be wrong; and goes on at once when the network is back', async () => {
    const { followed, page, polls, pollsOfAnHour, wait } = await createPollingSetup()
    page.goOffline()
    const count = await pollsOfAnHour()
    expect(count).toBeGreaterThan(58)
    expect(count).toBeLessThanOrEqual(70)
    expect(followed.transport()).toBe('polling')
    await wait(10_000)
    const before = polls().length
    page.goOnline()
    await wait(100)
    expect(polls().length - before).toBe(1)
  })

  test('offline from the first moment, and asks at each focus', async () => {
    const { follow, page, polls, simulator, wait } = createRelaySetup()
    simulator.faults.drop()
    page.goOffline()
    const { status } = follow(simulator.start('abandoned-quote').requestId)
    await wait(20_000)
    expect([polls().length, status()]).toEqual([1, 'waiting'])
    for (const count of [2, 3]) {
      page.show()
      await wait(10_000)
      expect(polls().length).toBe(count)
    }
  })

  test('while a page that said it goes shows no sign of life, and is live again within a minute', async () => {
    const { engine, follow, page, polls, simulator, wait } = createRelaySetup()
    const { transport } = follow(simulator.start('abandoned-quote').requestId)
    await wait(10_000)
    const before = polls().length
    page.pagehide()
    await wait(59_000)
    expect(polls().length - before).toBeLessThanOrEqual(1)
    await wait(2_000)
    expect([engine.getConnection().status, transport()]).toEqual(['connected', 'socket'])
  })
})

test.each(['polling', 'socket'] as const)('An abandoned quote decays to one poll a minute by %s', async (transport) => {
  const { follow, polls, simulator, wait } = createRelaySetup()
  if (transport === 'polling') simulator.faults.drop()
  const followed = follow(simulator.start('abandoned-quote').requestId)
  await wait(hourMs)
  const before = polls().length
  await wait(hourMs)
  expect(followed.transport()).toBe(transport)
  const count = polls().length - before
  expect(count).toBeGreaterThan(58)
  expect(count).toBeLessThanOrEqual(70)
})

test('A request that moves again is asked for at the old pace', async () => {
  const { follow, polls, simulator, wait } = createRelaySetup()
  simulator.faults.drop()
  const { requestId } = simulator.start(toScenario({ at: 0, status: 'waiting' }, { at: hourMs, status: 'pending' }))
  const { status } = follow(requestId)
  await wait(hourMs + 60_000)
  expect(status()).toBe('pending')
  const before = polls().length
  await wait(60_000)
  expect(polls().length - before).toBeGreaterThanOrEqual(2)
})

test('After the end there is no subscription, no socket, no timer and no listener', async () => {
  const { clock, engine, follow, page, simulator, timers, wait } = createRelaySetup()
  const followed = ['happy-path', 'same-chain', 'refund-after-failure'] as const
  const all = followed.map((name) => follow(simulator.start(name).requestId))
  await wait(60_000)
  expect(all.map(({ status }) => status())).toEqual(['success', 'success', 'refund'])
  expect(all.map(({ transport }) => transport())).toEqual(['idle', 'idle', 'idle'])
  const { socketsOpen, socketsOpened } = simulator.counters
  expect([socketsOpened, socketsOpen, timers(), page.watchers(), clock.pending()]).toEqual([1, 0, 0, 0, 0])
  expect(engine.getConnection().status).toBe('idle')
})
