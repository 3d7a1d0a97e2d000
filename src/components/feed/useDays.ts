'use client'

import type { FeedRows } from '../../core/feed/feedRows.js'
import { useHydrated } from '../part/useHydrated.js'
import { type ClockWords, toClockText } from '../text/toClockText.js'
import { toUtcText } from '../text/toUtcText.js'
import type { RowTimes } from './FeedContext.js'

/**
 * Returns a function that names the day of a row, in the reader's language and time zone; of one that has no time that
 * of the nearest before it, and today where there is none. On a server and while hydrating days are in UTC, so that
 * both render the same, and undefined at the list's beginning.
 */
export function useDays(
  rows: FeedRows<unknown>,
  getTime: RowTimes['getTime'] | undefined,
  words: ClockWords,
): (index: number) => string | undefined {
  const isHydrated = useHydrated()

  function toDay(time: number): string {
    const date = new Date(time)
    return isHydrated ? toClockText(date, words, { dateStyle: 'full' }) : toUtcText(date).slice(0, 10)
  }

  return function findDay(index) {
    if (!getTime) return undefined
    for (let nth = index; nth >= 0; nth -= 1) {
      const row = rows.get(nth)
      const date = new Date((row && getTime(row)) ?? Number.NaN)
      if (!Number.isNaN(date.getTime())) return toDay(date.getTime())
    }
    return isHydrated ? toDay(Date.now()) : undefined
  }
}
