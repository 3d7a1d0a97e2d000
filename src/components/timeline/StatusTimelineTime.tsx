'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { AgeText } from '../text/AgeText.js'
import { ClockText } from '../text/ClockText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import type { ItemState } from '../part/timelineState.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineTimeProps extends PartProps<'time', ItemState> {
  /** In unix ms; the step's own by default. Without any, nothing is drawn. */
  readonly at?: number | undefined
  /**
   * `clock`, the default, is the time of day, with the date where it isn't today; `relative` is "2 minutes ago", and
   * keeps itself up to date.
   */
  readonly format?: 'clock' | 'relative' | Intl.DateTimeFormatOptions
}

/**
 * Draws the time of a step, in the reader's language and time zone. A server knows neither: it renders UTC, and so does
 * hydration; the browser's own words follow in the same frame.
 */
export const StatusTimelineTime = /* @__PURE__ */ createPart(
  'StatusTimeline.Time',
  'ow-time',
  'time',
  useTimelineItem,
  ({ at, format = 'clock', ...props }: StatusTimelineTimeProps, { step }, context) =>
    toTimeAttributes(at ?? step.at, props, (date) =>
      format === 'relative' ? (
        <AgeText date={date} locale={context.locale} />
      ) : (
        <ClockText date={date} words={context} format={format === 'clock' ? undefined : format} />
      ),
    ),
)
