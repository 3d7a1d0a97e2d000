'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { ItemState } from './toItemState.js'
import { toStepTitle } from './toStepTitle.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineTitleProps extends PartProps<'span', ItemState> {}

/** Draws a step's name, by default from the messages. */
export const StatusTimelineTitle = /* @__PURE__ */ createPart({
  name: 'StatusTimeline.Title',
  slot: 'ow-title',
  tag: 'span',
  useParent: useTimelineItem,
  useDrawing: (props: StatusTimelineTitleProps, { messages, step }) => ({
    attributes: { children: toStepTitle(step, messages), ...props },
  }),
})
