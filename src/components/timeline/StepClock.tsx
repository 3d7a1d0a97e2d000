'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { ClockText } from '../text/ClockText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import type { ItemState } from '../part/timelineState.js'
import { useTimelineItem } from './useTimelineItem.js'

/** Draws `StatusTimeline.Time` as a content draws it by itself: without the code of its other formats. */
export const StepClock = /* @__PURE__ */ createPart(
  'StatusTimeline.Time',
  'ow-time',
  'time',
  useTimelineItem,
  (props: PartProps<'time', ItemState>, { step }, { locale }) =>
    toTimeAttributes(step.at, props, (date) => <ClockText date={date} locale={locale} />),
)
