import { describe, expect, test } from 'vitest'
import { createRelaySetup } from '../support/relaySetup.js'
import { toScenario } from '../support/toScenario.js'

const graceMs = 600_000

describe('Order', () => {
  test('is the service’s clock: what comes late or twice changes nothing', async () => {
    const { follow, simulator, wait } = createRelaySetup()
    const { requestId } = simulator.start(
      toScenario(
        { at: 0, status: 'waiting' },
        { at: 2_000, status: 'pending', delayPushMs: 3_000, pushTimes: 3 },
        { at: 3_000, status: 'submitted', pushTimes: 2 },
      ),
    )
    const { statuses } = follow(requestId)
    await wait(15_000)
    expect(statuses().filter((status, index, all) => status !== all[index - 1])).toEqual(['waiting', 'submitted'])
  })

  test('of a replica that lags is not believed', async () => {
    const { engine, follow, simulator, wait } = createRelaySetup()
    const { requestId } = simulator.start(
      toScenario({ at: 0, status: 'waiting' }, { at: 1_500, status: 'pending', delayPollMs: 30_000 }),
    )
    const { statuses, topic } = follow(requestId)
    await wait(2_000)
    await Promise.all([engine.topic(topic).snapshot(), wait(100)])
    await wait(60_000)
    expect(statuses()).toEqual(['waiting', 'pending'])
  })

  test('"unknown" never overwrites', async () => {
    const { engine, follow, simulator, wait } = createRelaySetup()
    const { requestId } = simulator.start(toScenario({ at: 0, status: 'pending' }, { at: 3_000, status: 'unknown' }))
    const { topic } = follow(requestId)
    await wait(10_000)
    expect(engine.topic(topic).getData()?.status).toBe('pending')
  })
})

describe('A failure', () => {
  test('is shown at once, settled after 10 minutes, and watched as long as somebody looks', async () => {
    const { clock, follow, polls, simulator, timers, wait } = createRelaySetup()
    const { settledAt, shown, status, stop, transport } = follow(simulator.start('failure').requestId)
    await wait(60_000)
    expect([status(), transport(), settledAt()]).toEqual(['failure', 'socket', undefined])
    const failedAt = shown.find((one) => one.status === 'failure')?.at ?? 0
    const before = polls().length
    await wait(graceMs)
    expect(settledAt()).toBeGreaterThanOrEqual(failedAt + graceMs)
    expect(settledAt()).toBeLessThanOrEqual(failedAt + graceMs + 100)
    expect(polls().length).toBeGreaterThan(before + 20)
    await wait(60_000)
    expect([transport(), simulator.counters.socketsOpen]).toEqual(['socket', 1])
    stop()
    await wait(10_000)
    expect([timers(), clock.pending(), simulator.counters.socketsOpen]).toEqual([0, 0, 0])
  })

  test.each(['refund-after-failure', 'late-refund'] as const)(
    'that is refunded (%s) ends as refunded',
    async (name) => {
      const { follow, simulator, wait } = createRelaySetup()
      const { settledAt, statuses } = follow(simulator.start(name).requestId)
      await wait(30_000)
      expect(statuses()).toEqual(expect.arrayContaining(['failure', 'refund']))
      expect(statuses().at(-1)).toBe('refund')
      expect(settledAt()).toBeLessThan(24_000)
    },
  )

  test('that is refunded after its grace is settled by then, and the refund replaces it at once', async () => {
    const { engine, follow, simulator, wait } = createRelaySetup()
    const { requestId } = simulator.start(
      toScenario(
        { at: 0, status: 'pending' },
        { at: 1_000, status: 'failure' },
        { at: graceMs + 60_000, status: 'refund', refundTxs: 1 },
      ),
    )
    const { settledAt, status, topic } = follow(requestId)
    await wait(graceMs + 59_000)
    expect([settledAt() !== undefined, status()]).toEqual([true, 'failure'])
    await wait(2_000)
    expect([status(), engine.topic(topic).getShown().info.isSettled]).toEqual(['refund', true])
  })

  test('that nobody watched for its grace is asked about before it is believed', async () => {
    const { follow, simulator, wait } = createRelaySetup()
    const { requestId } = simulator.start(
      toScenario(
        { at: 0, status: 'pending' },
        { at: 1_000, status: 'failure' },
        { at: 120_000, status: 'refund', refundTxs: 1 },
      ),
    )
    const first = follow(requestId)
    await wait(5_000)
    first.stop()
    await wait(2 * graceMs)
    const { settledAt, shown, elapsed } = { ...follow(requestId), elapsed: 2 * graceMs + 5_000 }
    await wait(5_000)
    expect(shown).toEqual([{ at: elapsed + 40, status: 'refund' }])
    expect(settledAt()).toBe(elapsed + 40)
  })

  test('is final at once where the app wants no grace', async () => {
    const { follow, simulator, wait } = createRelaySetup({ relay: { refundGraceMs: 0 } })
    const { settledAt, shown } = follow(simulator.start('failure').requestId)
    await wait(10_000)
    expect(settledAt()).toBeLessThanOrEqual((shown.at(-1)?.at ?? 0) + 50)
  })
})
