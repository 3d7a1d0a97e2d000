import { expect, test } from 'vitest'
import { toClockOffset } from '../../../src/core/utils/toClockOffset.js'

const now = Date.UTC(2026, 0, 1)
const dayMs = 86_400_000

test.each<[string, number, number, number, number]>([
  ['clocks that agree differ by nothing', 0, now, 0, 0],
  ['a second is no difference', 0, now + 1_000, 0, 0],
  ['two are one', 0, now + 2_000, 0, 2_000],
  ['a day ahead is taken at once', 0, now + dayMs, 0, dayMs],
  ['a day behind is, too', 0, now - dayMs, 0, -dayMs],
  ['a reading that repeats it changes nothing', dayMs, now + dayMs + 700, 0, dayMs],
  ['a clock that was set right is right', dayMs, now, 0, 0],
  ['a slow answer may be wrong by half of its way', 0, now + 6_000, 5_000, 0],
  ['a slow answer shows a day all the same', 0, now + dayMs, 5_000, dayMs],
  ['no time is no reading', dayMs, Number.NaN, 0, dayMs],
  ['the year 1970 is none', dayMs, 0, 0, dayMs],
  ['an endless one is none', 0, Infinity, 0, 0],
])('%s', (_, before, serviceMs, errorMs, expected) => {
  expect(toClockOffset(before, serviceMs, now, errorMs)).toBe(expected)
})
