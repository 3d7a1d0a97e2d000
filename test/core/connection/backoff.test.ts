import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getRetryDelay, unopenedLimit } from '../../../src/core/connection/backoff.js'
import { createRandom } from '../support/random.js'
import { checkProperty } from '../../support/property.js'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const failures = fc.integer({ min: 0, max: 2_000 })
const visible = { unopened: 0, isVisible: true }

test('The first retry of a visible page comes within 5 s, that of a hidden one 5 to 60 s later', () => {
  checkProperty(
    fc.property(random, (chance) => {
      expect(getRetryDelay({ ...visible, failures: 1, random: chance })).toBeLessThanOrEqual(5_000)
      const later = getRetryDelay({ ...visible, isVisible: false, failures: 1, random: chance })
      expect(later).toBeGreaterThanOrEqual(5_000)
      expect(later).toBeLessThanOrEqual(60_000)
    }),
  )
})

test('After that it is drawn from an interval that doubles up to 60 s', () => {
  const longest = [1, 2, 3, 4, 5, 6, 1_000].map((count) => getRetryDelay({ ...visible, failures: count, random: 1 }))
  expect(longest).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000])
  const shortest = [1, 2, 3, 1_000].map((count) => getRetryDelay({ ...visible, failures: count, random: 0 }))
  expect(shortest).toEqual([0, 0, 0, 0])
})

test('What never opens is tried once in 45 to 60 s, hidden or not', () => {
  checkProperty(
    fc.property(random, failures, fc.boolean(), (chance, count, isVisible) => {
      const delay = getRetryDelay({ failures: count, unopened: unopenedLimit, isVisible, random: chance })
      expect(delay).toBeGreaterThanOrEqual(45_000)
      expect(delay).toBeLessThanOrEqual(60_000)
    }),
  )
})

test('No wait is negative, endless or longer than a minute', () => {
  checkProperty(
    fc.property(random, failures, failures, fc.boolean(), (chance, count, unopened, isVisible) => {
      const delay = getRetryDelay({ failures: count, unopened, isVisible, random: chance })
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThanOrEqual(60_000)
    }),
  )
})

test.each([
  ['an unlimited server', Infinity],
  ['a server that admits 5 000 a second', 5_000],
])('100 000 pages that are dropped at once come back to %s without a storm', (_title, admitted) => {
  const { back, peak } = simulateRestart(admitted)
  expect(peak).toBeGreaterThan(2_000)
  expect(peak).toBeLessThan(5_000)
  expect(back).toHaveLength(15_000)
  expect(back.at(Math.floor(back.length * 0.99))).toBeLessThan(5_500)
})

/** 15 % of the pages are visible; whom the server does not admit comes again. Peak attempts a second, and when each visible page was back, in ms, sorted. */
function simulateRestart(admittedPerSecond: number) {
  const chance = createRandom(7)
  const bySecond = new Map<number, { readonly isVisible: boolean; readonly failures: number; readonly at: number }[]>()
  const plan = (isVisible: boolean, count: number, now: number) => {
    const at = now + getRetryDelay({ failures: count, unopened: count - 1, isVisible, random: chance() })
    const second = Math.floor(at / 1_000)
    const attempts = bySecond.get(second) ?? []
    attempts.push({ isVisible, failures: count, at })
    bySecond.set(second, attempts)
  }
  for (let client = 0; client < 100_000; client += 1) plan(client % 100 < 15, 1, 0)
  const back: number[] = []
  let peak = 0
  for (let second = 0; second < 180; second += 1) {
    const attempts = (bySecond.get(second) ?? []).sort((a, b) => a.at - b.at)
    peak = Math.max(peak, attempts.length)
    for (const [index, { at, failures: count, isVisible }] of attempts.entries())
      if (index >= admittedPerSecond) plan(isVisible, count + 1, at)
      else if (isVisible) back.push(at)
  }
  return { peak, back: back.sort((a, b) => a - b) }
}
