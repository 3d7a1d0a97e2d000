import { getBusiestMinute } from '../../core/support/relaySetup.js'
import { describe, expect, test } from 'vitest'
import { base, createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

/** Ids that somebody has made up. */
const toId = (number: number) => `0x${number.toString(16).padStart(64, '0')}`
const toSnapshot = (requestId: string, init: RequestInit = {}) =>
  new Request(`${base}/snapshot?topic=${encodeURIComponent(JSON.stringify(toTopic(requestId)))}`, init)

/** A bridge whose socket never opens, and what it asks the service for. */
function createPollingSetup() {
  /** The ids that each request is about, as they stand in it. */
  const asked: { readonly requestId: string; readonly at: number }[] = []
  const setup = createBridgeSetup({
    relay: {
      fetch(input, init) {
        const { searchParams } = new URL(input instanceof Request ? input.url : input)
        const requestId = searchParams.get('requestId') ?? searchParams.get('filters') ?? ''
        asked.push({ requestId, at: setup.clock.now() })
        return setup.simulator.fetch(input, init)
      },
    },
  })
  setup.simulator.faults.drop()
  const ask = (requestId: string, init?: RequestInit) => setup.bridge.fetch(toSnapshot(requestId, init))
  return {
    ...setup,
    asked,
    ask,
    timesOf: (id: string) => asked.flatMap((each) => (each.requestId.includes(id) ? each.at : [])),
  }
}

describe('Snapshots of what nobody follows', () => {
  test('are refused beyond a bound; what is followed is asked for all the same, within the budget', async () => {
    const { ask, asked, bridge, clock, simulator, timesOf } = createPollingSetup()
    const { requestId } = simulator.start('abandoned-quote')
    const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
    await settle()
    const answers: Response[] = []
    for (let round = 0; round < 30; round++) {
      for (let more = 0; more < 100; more++)
        void ask(toId(round * 100 + more + 1)).then((answer) => answers.push(answer))
      await settle()
      if (round === 0) {
        const [refused] = answers.filter(({ status }) => status === 503)
        expect([refused?.headers.get('retry-after'), await refused?.json()]).toMatchObject([
          '5',
          { code: 'TOO_MANY_SNAPSHOTS', message: expect.stringContaining('limits.snapshots') },
        ])
        expect(answers.filter(({ status }) => status === 503)).toHaveLength(50)
      }
      await clock.advanceAsync(10_000)
    }
    expect(answers.length).toBeGreaterThan(2_900)
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(200)
    const times = timesOf(requestId)
    const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0))
    expect(Math.max(...waits)).toBeLessThan(65_000)
    expect(times.length).toBeGreaterThan(10)
    expect(getBusiestMinute(asked.map(({ at }) => at))).toBeLessThanOrEqual(180)
    expect(new Set(reader.statuses())).toEqual(new Set(['waiting']))
  })

  test('leave half of the budget to what is followed, which is polled as without strangers', async () => {
    const counts: number[] = []
    for (const strangers of [0, 100]) {
      const { ask, asked, bridge, clock, simulator } = createPollingSetup()
      const ids = Array.from({ length: 12 }, () => simulator.start('abandoned-quote').requestId)
      readEvents(await bridge.fetch(toEventsRequest(ids.map(toTopic))))
      await clock.advanceAsync(60_000)
      const from = clock.now()
      for (let round = 0; round < 36; round++) {
        for (let more = 0; more < strangers; more++) void ask(toId(round * 100 + more + 1))
        await clock.advanceAsync(5_000)
      }
      const later = asked.filter(({ at }) => at >= from)
      counts.push(ids.flatMap((id) => later.filter(({ requestId }) => requestId.includes(id))).length)
    }
    const [alone = 0, crowded = 0] = counts
    expect(crowded).toBeGreaterThanOrEqual(alone * 0.9)
  })

  test('are shared while they are under way, and cost one place', async () => {
    const { ask, asked, clock } = createPollingSetup()
    const answering = Promise.all(Array.from({ length: 200 }, () => ask(toId(1))))
    await clock.advanceAsync(1_000)
    const answers = await answering
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 200 }, () => 200))
    expect(asked).toHaveLength(1)
  })

  test('cost nothing where all that asked have hung up, and are answered to whoever stays', async () => {
    const { ask, asked, clock, diagnostics } = createPollingSetup()
    const going = new AbortController()
    const first = Array.from({ length: 40 }, (_, index) => ask(toId(index + 1)))
    // Each takes 40 ms, and four are under way.
    await clock.advanceAsync(200)
    const begun = asked.length
    expect(begun).toBeLessThan(40)
    const gone = Array.from({ length: 10 }, (_, index) => ask(toId(index + 101), { signal: going.signal }))
    const stays = ask(toId(101))
    await settle()
    const { length } = asked
    going.abort()
    await clock.advanceAsync(30_000)
    await settle()
    const answers = await Promise.all([...first, ...gone, stays])
    expect(answers.at(-1)?.status).toBe(200)
    expect(length).toBe(begun)
    const later = new Set(Array.from({ length: 10 }, (_, index) => toId(index + 101)))
    expect(asked.flatMap((each) => (later.has(each.requestId) ? each.requestId : []))).toEqual([toId(101)])
    expect(diagnostics).toEqual([])
  })
})
