'use client'

import { useCallback, useContext, useSyncExternalStore } from 'react'
import { ReactPartContext } from '../part/PartContext.js'
import { toAge } from './toAge.js'
import { toUtcText } from './toUtcText.js'

interface AgeTextProps {
  readonly date: Date
  readonly locale: string | undefined
  /** `long` by default; `narrow` is `2m ago`. */
  readonly format?: Intl.RelativeTimeFormatStyle
}

/**
 * Draws how long ago a time was, `2 minutes ago`, and keeps itself up to date. On a server and while hydrating it draws
 * UTC, so that both render the same.
 */
export function AgeText({ date, locale, format = 'long' }: AgeTextProps) {
  const { clockOffsetMs = 0 } = useContext(ReactPartContext)
  // By this machine's clock.
  const time = date.getTime() - clockOffsetMs
  const subscribe = useCallback(
    (changed: () => void) => {
      const wait = () => setTimeout(tick, toAge(time).untilNextMs)
      const tick = () => {
        changed()
        timer = wait()
      }
      let timer = wait()
      return () => clearTimeout(timer)
    },
    [time],
  )
  const text = useSyncExternalStore(
    subscribe,
    () => {
      const { count, unit } = toAge(time)
      return new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: format }).format(-count, unit)
    },
    () => toUtcText(date),
  )
  // Alone in its element, so that it goes on where a browser has put a translated text in its place.
  return <span>{text}</span>
}
