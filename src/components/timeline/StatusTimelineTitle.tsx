'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { ItemState } from '../part/timelineState.js'
import { toStepTitle } from './toStepTitle.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineTitleProps extends PartProps<'span', ItemState> {}

/** Draws a step's name, by default from the messages. */
export const StatusTimelineTitle = /* @__PURE__ */ createPart(
  'StatusTimeline.Title',
  'ow-title',
  'span',
  useTimelineItem,
  (props: StatusTimelineTitleProps, { step }, { messages }) => ({ children: toStepTitle(step, messages), ...props }),
)
