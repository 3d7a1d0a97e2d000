import { describe, expect, test } from 'vitest'
import { createRelaySetup } from '../support/relaySetup.js'

// That StrictMode and inline options come down to this is held in test/react; here is the engine's part.

test('50 watchers of 20 requests, each mounted twice as StrictMode does, make 1 socket and 20 subscriptions', async () => {
  const { clock, follow, page, simulator, subscribes, timers, wait } = createRelaySetup()
  const ids = Array.from({ length: 20 }, () => simulator.start('abandoned-quote').requestId)
  const mounted = Array.from({ length: 50 }, (_, index) => {
    const id = ids[index % 20] ?? ''
    follow(id).stop()
    return follow(id)
  })
  await wait(10_000)
  const { socketsOpened, unsubscribes, violations } = simulator.counters
  expect([socketsOpened, subscribes(), unsubscribes, violations]).toEqual([1, 20, 0, 0])
  expect(simulator.counters.restRequests).toBeLessThanOrEqual(40)
  for (const { stop } of mounted) stop()
  await wait(2_900)
  expect(simulator.counters.socketsOpen).toBe(1)
  await wait(200)
  expect([simulator.counters.socketsOpen, timers(), clock.pending(), page.watchers()]).toEqual([0, 0, 0, 0])
})

test('Going from page to page within the grace keeps the socket and every subscription', async () => {
  const { follow, simulator, subscribes, wait } = createRelaySetup()
  const { requestId } = simulator.start('abandoned-quote')
  for (let visit = 0; visit < 10; visit += 1) {
    const { stop } = follow(requestId)
    await wait(4_000)
    stop()
    await wait(2_900)
  }
  expect([simulator.counters.socketsOpened, subscribes(), simulator.counters.unsubscribes]).toEqual([1, 1, 0])
})

test('After the grace the next visit starts anew', async () => {
  const { engine, follow, simulator, subscribes, wait } = createRelaySetup()
  const { requestId } = simulator.start('abandoned-quote')
  for (let visit = 0; visit < 3; visit += 1) {
    const { stop, transport } = follow(requestId)
    await wait(5_000)
    expect(transport()).toBe('socket')
    stop()
    await wait(3_100)
    expect(engine.getConnection().status).toBe('idle')
  }
  expect([simulator.counters.socketsOpened, subscribes(), simulator.counters.socketsOpen]).toEqual([3, 3, 0])
})

test('A socket that is let go while it still connects is closed', async () => {
  const { clock, follow, simulator, timers, wait } = createRelaySetup({ simulator: { latencyMs: 4_000 } })
  const { stop } = follow(simulator.start('abandoned-quote').requestId)
  stop()
  await wait(30_000)
  expect([simulator.counters.socketsOpen, timers(), clock.pending()]).toEqual([0, 0, 0])
})

describe('Rendering on a server', () => {
  test('opens nothing, watches nothing and remembers nothing', async () => {
    const { clock, engine, follow, page, simulator, timers, wait } = createRelaySetup({ isServer: true })
    const { requestId } = simulator.start('abandoned-quote')
    const { status, stop, topic } = follow(requestId)
    const [answer] = await Promise.all([engine.topic(topic).snapshot(), wait(1_000)])
    expect([answer.status, status(), simulator.counters.socketsOpened]).toEqual(['waiting', undefined, 0])
    stop()
    expect([timers(), clock.pending(), page.watchers()]).toEqual([0, 0, 0])
  })
})
