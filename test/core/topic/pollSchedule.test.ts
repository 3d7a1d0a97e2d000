import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getNextPollAt, type PollFacts } from '../../../src/core/topic/pollSchedule.js'
import { createRandom } from '../support/random.js'
import { checkProperty } from '../../support/property.js'

const now = 100_000
const minuteMs = 60_000

/** The socket went down just now; nothing has been asked yet. */
const down: PollFacts = {
  downSince: now,
  needsSnapshot: false,
  isSettled: false,
  heardAt: -Infinity,
  endedAt: -Infinity,
  movedAt: now,
  quietPolls: 0,
  intervalMs: 3_000,
  jitter: 0.5,
}
const up: PollFacts = { ...down, downSince: undefined, heardAt: now, endedAt: now }
const asked: PollFacts = { ...down, downSince: now - 20_000, heardAt: now, endedAt: now }
const jitters = [0, 0.5, 1]

const wait = (facts: Partial<PollFacts>, at = now) => getNextPollAt({ ...down, ...facts }, at) - at

describe('A socket that goes down', () => {
  test('is followed by a first poll after 2 s + U(0, 3 s)', () => {
    expect(jitters.map((jitter) => wait({ jitter }))).toEqual([2_000, 3_500, 5_000])
  })

  test('is followed by none before the topic has rested from its last one', () => {
    expect(wait({ ...asked, downSince: now, endedAt: now + 1_000 })).toBe(4_000)
  })
})

describe('While it is down', () => {
  test('polls start at the interval, and come half as often again each time nothing is new or they fail, up to 30 s', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 1_000].map((quietPolls) => wait({ ...asked, quietPolls }))
    expect(waits).toEqual([3_000, 4_500, 6_750, 10_125, 15_187.5, 22_781.25, 30_000, 30_000, 30_000])
  })

  test('each is off by up to 25 %', () => {
    expect(jitters.map((jitter) => wait({ ...asked, jitter }))).toEqual([2_250, 3_000, 3_750])
  })

  test('an interval of the app counts, also above 30 s', () => {
    expect(wait({ ...asked, intervalMs: 1_000 })).toBe(1_000)
    expect(wait({ ...asked, intervalMs: 45_000, quietPolls: 5 })).toBe(45_000)
  })

  test('what has not moved for 10 minutes is asked for once in 52 to 58 s', () => {
    const stale = { ...asked, movedAt: now - 600_001, downSince: 0 }
    expect(jitters.map((jitter) => wait({ ...stale, jitter }))).toEqual([52_000, 55_000, 58_000])
    expect(wait({ ...stale, intervalMs: 90_000 })).toBe(93_000)
    expect(wait({ ...stale, movedAt: now - 600_000 })).toBe(3_000)
  })
})

describe('While it is up', () => {
  test('every topic is asked for 18 to 20 s after its last poll or push', () => {
    expect(jitters.map((jitter) => wait({ ...up, jitter }))).toEqual([18_000, 19_000, 20_000])
    expect(wait({ ...up, heardAt: now - 5_000, endedAt: now - 10_000 })).toBe(14_000)
    expect(wait({ ...up, endedAt: -Infinity })).toBe(19_000)
  })

  test('a stale one is asked for once in 52 to 58 s', () => {
    expect(jitters.map((jitter) => wait({ ...up, movedAt: now - 600_001, jitter }))).toEqual([52_000, 55_000, 58_000])
  })

  test('what fails, or brings nothing, is asked for as often', () => {
    expect(wait({ ...up, quietPolls: 5 })).toBe(19_000)
  })
})

describe('What may have been missed', () => {
  test('is asked for at once, up or down', () => {
    expect([wait({ needsSnapshot: true }), wait({ ...up, endedAt: now - 5, needsSnapshot: true })]).toEqual([0, 0])
  })

  test('lets the cache come to rest first: the last answer is on its way to it', () => {
    expect(wait({ ...up, needsSnapshot: true })).toBe(1)
  })

  test('waits for the next try where the last one failed', () => {
    expect(wait({ ...up, needsSnapshot: true, quietPolls: 1 })).toBe(4_500)
    expect(wait({ ...asked, needsSnapshot: true, quietPolls: 1 })).toBe(4_500)
  })
})

/** Plays an hour of polls whose answers are never new, and tells the waits between them. */
function abandon(facts: PollFacts): readonly number[] {
  const random = createRandom(3)
  const waits: number[] = []
  let at = now
  let current = facts
  while (at < now + 60 * minuteMs) {
    const next = getNextPollAt(current, at)
    waits.push(next - at)
    at = next
    current = { ...current, heardAt: at, endedAt: at, quietPolls: current.quietPolls + 1, jitter: random() }
  }
  return waits
}

test.each([
  ['down', asked],
  ['up', up],
])('An abandoned topic decays to about one poll a minute while the socket is %s', (_title, facts) => {
  const waits = abandon(facts)
  const late = waits.slice(-30)
  expect(late.reduce((sum, ms) => sum + ms, 0) / late.length).toBeGreaterThanOrEqual(50_000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(minuteMs)
})

test('Whatever is known, an open topic is asked for within a minute of its last answer, and not twice in a second', () => {
  const facts = fc.record({
    downSince: fc.option(fc.integer({ min: 0, max: now }), { nil: undefined }),
    needsSnapshot: fc.boolean(),
    heardAt: fc.constant(now),
    endedAt: fc.constant(now),
    movedAt: fc.integer({ min: -10_000_000, max: now }),
    quietPolls: fc.nat(1_000),
    intervalMs: fc.integer({ min: 2_000, max: 30_000 }),
    jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  checkProperty(
    fc.property(facts, (drawn) => {
      const ms = wait(drawn)
      expect(ms).toBeLessThanOrEqual(minuteMs)
      expect(ms).toBeGreaterThanOrEqual(drawn.needsSnapshot && drawn.quietPolls === 0 ? 1 : 1_000)
    }),
  )
})
