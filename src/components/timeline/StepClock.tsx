'use client'

import type { PartProps } from '../part/createPart.js'
import { ClockText } from '../text/ClockText.js'
import { createItemPart } from './createItemPart.js'
import type { ItemState } from './toItemState.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'

/** `StatusTimeline.Time` as a content draws it by itself: without the code of its other formats. */
export const StepClock = /* @__PURE__ */ createItemPart<'time', PartProps<'time', ItemState>>(
  'Time',
  'time',
  (props, { at }, { locale }) => toTimeAttributes(at, props, (date) => <ClockText date={date} locale={locale} />),
)
