import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRelaySetup, getBusiestMinute, type RelaySetupOptions } from '../support/relaySetup.js'
import { toScenario } from '../support/toScenario.js'
import { checkProperty } from '../../support/property.js'

/** A setup that counts what is under way. Answers take `answerMs`. */
function createCountingSetup(answerMs = 40, options: RelaySetupOptions = {}) {
  let underWay = 0
  let most = 0
  const setup = createRelaySetup({
    ...options,
    relay: {
      ...options.relay,
      async fetch(input, init) {
        underWay += 1
        most = Math.max(most, underWay)
        try {
          await new Promise((resolve) => setup.clock.setTimeout(() => resolve(undefined), answerMs - 40))
          return await setup.simulator.fetch(input, init)
        } finally {
          underWay -= 1
        }
      },
    },
  })
  return { ...setup, mostUnderWay: () => most }
}

const started = toScenario({ at: 0, status: 'waiting' })
const ending = toScenario(
  { at: 0, status: 'waiting' },
  { at: 80_000, status: 'pending' },
  { at: 90_000, status: 'success' },
)
const minuteMs = 60_000

const firstAt = ({ shown }: { readonly shown: readonly { readonly at: number }[] }) => shown[0]?.at ?? Infinity

describe('By polling alone', () => {
  test('the first picture of 200 rows is complete within 70 s, the visible ones first', async () => {
    for (const answerMs of [40, 300, 1_000]) {
      const { follow, mostUnderWay, polls, simulator, wait } = createCountingSetup(answerMs)
      simulator.faults.refuse('upgrade')
      const rows = Array.from({ length: 200 }, (_, index) => {
        const isVisible = index >= 100 && index < 120
        return { isVisible, ...follow(simulator.start(started).requestId, isVisible ? 'high' : 'low') }
      })
      await wait(70_000)
      const firsts = rows.map(firstAt)
      expect(Math.max(...firsts)).toBeLessThanOrEqual(70_000)
      const visible = rows.filter(({ isVisible }) => isVisible).map(firstAt)
      // Four of the others were under way before anybody knew of the visible ones.
      expect(firsts.filter((at) => at < Math.max(...visible)).length).toBeLessThan(20 + 4)
      expect(Math.max(...visible)).toBeLessThanOrEqual(7 * answerMs)
      expect([getBusiestMinute(polls()), mostUnderWay()]).toEqual([180, 4])
      expect(simulator.counters.restLimited).toBe(0)
    }
  })

  test('a row that comes into view is asked for next', async () => {
    const { engine, follow, simulator, wait } = createCountingSetup(1_000)
    simulator.faults.refuse('upgrade')
    let priority: 'high' | 'low' = 'low'
    for (let index = 0; index < 100; index += 1) follow(simulator.start(started).requestId, 'low')
    const topic = { kind: 'status', requestId: simulator.start(started).requestId } as const
    const refetch = () => engine.topic(topic).snapshot()
    engine.topic(topic).watch({
      refetch,
      get priority() {
        return priority
      },
    })
    await wait(5_000)
    expect(engine.topic(topic).getData()).toBeUndefined()
    priority = 'high'
    await wait(2_000)
    expect(engine.topic(topic).getData()?.status).toBe('waiting')
  })

  test('rows out of view are polled all the same, and those in view more often', async () => {
    const { follow, polls, simulator, wait } = createCountingSetup()
    simulator.faults.refuse('upgrade')
    const ids = Array.from({ length: 200 }, () => simulator.start(started).requestId)
    ids.forEach((id, index) => follow(id, index < 20 ? 'high' : 'low'))
    await wait(10 * minuteMs)
    // In the first minute the budget goes to first pictures.
    const longest = (some: readonly string[]) =>
      Math.max(...some.flatMap((id) => polls(id).map((at, index, all) => (index > 2 ? at - (all[index - 1] ?? 0) : 0))))
    expect(longest(ids.slice(0, 20))).toBeLessThan(60_000)
    expect(longest(ids.slice(20))).toBeLessThan(130_000)
    const counts = ids.map((id) => polls(id).length)
    expect(Math.min(...counts.slice(0, 20))).toBeGreaterThan(2 * Math.max(...counts.slice(20)))
  })

  test('whenever rows come, no minute has more requests than it may, and no moment more than four', async () => {
    // A tenth of Relay's, so that a story with more rows than the budget has requests is short.
    const requestsPerMinute = 18
    const wave = fc.record({ waitMs: fc.nat(20_000), count: fc.integer({ min: 1, max: 8 }), isVisible: fc.boolean() })
    await checkProperty(
      fc.asyncProperty(
        fc.array(wave, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(40, 400, 2_000),
        async (waves, answerMs) => {
          const { engine, follow, mostUnderWay, polls, simulator, wait } = createCountingSetup(answerMs, {
            relay: { requestsPerMinute },
          })
          simulator.faults.refuse('upgrade')
          for (const { count, isVisible, waitMs } of waves) {
            await wait(waitMs)
            for (let index = 0; index < count; index += 1)
              follow(simulator.start(started).requestId, isVisible ? 'high' : 'low')
          }
          await wait(100_000)
          engine.close()
          expect(getBusiestMinute(polls())).toBeLessThanOrEqual(requestsPerMinute)
          expect(mostUnderWay()).toBeLessThanOrEqual(4)
        },
      ),
    )
  })
})

describe.each([44, 60, 120, 200])('By the socket, the page’s topics being %i', (count) => {
  test('come over one link, are complete in a moment or the budget’s minute, and end by pushes', async () => {
    const { engine, follow, mostUnderWay, polls, simulator, timers, wait } = createCountingSetup()
    const rows = Array.from({ length: count }, () => follow(simulator.start(ending).requestId))
    await wait(minuteMs)
    const [askedAtFirst, inFirstMinute] = [polls().filter((at) => at < 10_000).length, polls().length]
    await wait(60_000)
    const firstPictureMs = Math.max(...rows.map(firstAt))
    const endsAt = rows.map(({ shown }) => shown.find(({ status }) => status === 'success')?.at ?? Infinity)
    expect({ links: simulator.counters.socketsOpened, underWay: mostUnderWay() }).toEqual({ links: 1, underWay: 4 })
    expect(firstPictureMs).toBeLessThanOrEqual(count <= 180 ? 10 * count : 60_500)
    expect(Math.max(...endsAt)).toBeLessThanOrEqual(90_000 + 40)
    // Only what was asked for before the first acks is asked for twice.
    expect(askedAtFirst).toBeLessThanOrEqual(Math.min(180, count + 16))
    expect(inFirstMinute).toBeLessThanOrEqual(180)
    expect(getBusiestMinute(polls())).toBeLessThanOrEqual(180)
    expect(simulator.counters.restLimited).toBe(0)
    rows.forEach(({ stop }) => stop())
    await wait(10_000)
    engine.close()
    expect(timers()).toBe(0)
  })
})
