'use client'

import { useSyncExternalStore } from 'react'
import { type TimeFormat, toTimeText, toUtcText } from './formatTime.js'

interface TimeTextProps {
  readonly date: Date
  readonly format: TimeFormat
  readonly locale: string | undefined
}

/** A time in words; in UTC on a server and while hydrating, so that both render the same. An age moves on by itself. */
export function TimeText({ date, format, locale }: TimeTextProps) {
  return useSyncExternalStore(
    format === 'relative' ? watchSeconds : watchNothing,
    () => toTimeText(date, format, locale),
    () => toUtcText(date),
  )
}

function watchSeconds(changed: () => void) {
  const timer = setInterval(changed, 1_000)
  return () => clearInterval(timer)
}

const watchNothing = () => () => {}
