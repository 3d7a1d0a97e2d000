'use client'

import type { PartProps } from '../part/createPart.js'
import { createItemPart } from './createItemPart.js'
import type { TimeFormat } from './formatTime.js'
import { TimeText } from './TimeText.js'
import type { ItemState } from './toItemState.js'

export interface StatusTimelineTimeProps extends PartProps<'time', ItemState> {
  /** In unix ms; the step's own by default. Without any, nothing is drawn. */
  readonly at?: number | undefined
  /** `clock` is the time of day, with the date where it isn't today; `relative` is "2 minutes ago", and keeps itself up to date. */
  readonly format?: TimeFormat
}

/**
 * When a step happened, in the reader's language and time zone. A server knows neither: it renders UTC, and so does
 * hydration; the browser's own words follow in the same frame.
 */
export const StatusTimelineTime = /* @__PURE__ */ createItemPart<'time', StatusTimelineTimeProps>(
  'Time',
  'time',
  ({ at, format = 'clock', ...props }, step, { locale }) => {
    const date = new Date(at ?? step.at ?? Number.NaN)
    // Data can hold any number; what is no date is not shown.
    if (Number.isNaN(date.getTime())) return undefined
    return {
      dateTime: date.toISOString(),
      children: <TimeText date={date} format={format} locale={locale} />,
      ...props,
    }
  },
)
