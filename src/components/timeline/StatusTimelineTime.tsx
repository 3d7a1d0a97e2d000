'use client'

import { forwardRef, type ReactElement } from 'react'
import { useWords } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { toRelativeTime, toTimeText, toUtcText } from './formatTime.js'
import { useTimelineStep } from './TimelineContext.js'
import { type ItemState, toItemState } from './toItemState.js'
import { useNow } from './useNow.js'

export interface StatusTimelineTimeProps extends PartProps<'time', ItemState> {
  /** In unix ms; the step's own by default. Without any, nothing is drawn. */
  readonly at?: number | undefined
  /** `clock` is the time of day, with the date where it isn't today; `relative` is "2 minutes ago", and keeps itself up to date. */
  readonly format?: 'clock' | 'relative' | Intl.DateTimeFormatOptions
}

/**
 * When a step happened, in the reader's language and time zone. A server knows neither: it renders UTC, and so does
 * hydration; the browser's own words follow in the same frame.
 */
export const StatusTimelineTime = forwardRef<HTMLTimeElement, StatusTimelineTimeProps>(function StatusTimelineTime(
  { at: given, format = 'clock', ...props },
  ref,
): ReactElement | null {
  const step = useTimelineStep('StatusTimeline.Time')
  const { locale } = useWords()
  const at = given ?? step.at
  const date = at === undefined ? undefined : new Date(at)
  // Data can hold any number; what is no date is not shown.
  const isDate = date !== undefined && !Number.isNaN(date.getTime())
  const now = useNow(format === 'relative' && isDate ? at : undefined)
  const text = () => {
    if (!isDate) return undefined
    if (now === undefined) return toUtcText(date)
    return format === 'relative' ? toRelativeTime(date, now, locale) : toTimeText(date, now, locale, format)
  }
  const element = usePart({
    tag: 'time',
    slot: 'time',
    state: toItemState(step),
    own: { dateTime: isDate ? date.toISOString() : undefined, children: text() },
    props,
    ref,
  })
  return isDate ? element : null
})
