'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { ClockText } from '../text/ClockText.js'
import { drawTime } from '../text/drawTime.js'
import type { ItemState } from './toItemState.js'
import { useTimelineItem } from './useTimelineItem.js'

/** Draws `StatusTimeline.Time` as a content draws it by itself: without the code of its other formats. */
export const StepClock = /* @__PURE__ */ createPart({
  name: 'StatusTimeline.Time',
  slot: 'ow-time',
  tag: 'time',
  useParent: useTimelineItem,
  useDrawing: (props: PartProps<'time', ItemState>, { locale, step }) =>
    drawTime(step.at, props, (date) => <ClockText date={date} locale={locale} />),
})
