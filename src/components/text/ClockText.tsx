'use client'

import { useHydrated } from '../part/useHydrated.js'
import { type ClockWords, toClockText } from './toClockText.js'
import { toUtcText } from './toUtcText.js'

interface ClockTextProps {
  readonly date: Date
  readonly words: ClockWords
  /** By default the time of day, with the date where it isn't today. */
  readonly format?: Intl.DateTimeFormatOptions | undefined
}

/** Draws a time in words; in UTC on a server and while hydrating, so that both render the same. */
export function ClockText({ date, format, words }: ClockTextProps) {
  return <span>{useHydrated() ? toClockText(date, words, format) : toUtcText(date)}</span>
}
