'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { useNow } from '../part/useNow.js'
import { toClockText } from '../text/toClockText.js'
import { toDurationText } from '../text/toDurationText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import { toUtcText } from '../text/toUtcText.js'
import type { ItemState } from '../part/timelineState.js'
import { useTimelineItem } from './useTimelineItem.js'

/**
 * Draws how long a step took, or takes so far; where nobody saw it begin, the time when it was done. That time is the
 * title of both. A server draws the time alone.
 */
export const StepClock = /* @__PURE__ */ createPart(
  'StatusTimeline.Time',
  'ow-time',
  'time',
  useTimelineItem,
  function useAttributes(props: PartProps<'time', ItemState>, { step: { at, startedAt, state } }, context) {
    const { locale, messages } = context
    const isCurrent = state === 'current'
    const from = isCurrent ? at : startedAt
    const now = useNow(isCurrent && at !== undefined)
    const drawn = toTimeAttributes(at, props, (date) => {
      if (now === undefined) return toUtcText(date)
      return from === undefined
        ? toClockText(date, context)
        : toDurationText((isCurrent ? now : date.getTime()) - from, locale)
    })
    return (
      drawn && {
        title: now === undefined ? undefined : new Date(drawn.dateTime).toLocaleString(locale, messages.clock),
        ...drawn,
      }
    )
  },
)
