'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { ItemState } from './toItemState.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineDescriptionProps extends PartProps<'span', ItemState> {}

/**
 * Describes a step, where there is anything to say. A failure is told in the service's own words. The current step tells
 * the status, in the messages' words or else in the service's.
 */
export const StatusTimelineDescription = /* @__PURE__ */ createPart({
  name: 'StatusTimeline.Description',
  slot: 'ow-description',
  tag: 'span',
  useParent: useTimelineItem,
  useDrawing: ({ children, ...props }: StatusTimelineDescriptionProps, { messages, root, step }) => {
    const status = root?.timeline.protocolStatus ?? ''
    const ofCurrent = messages.descriptions[step.id] ?? messages.statuses[status] ?? status
    const text = children ?? step.detail ?? (step.state === 'current' && ofCurrent)
    return text ? { attributes: { ...props, children: text } } : undefined
  },
})
