'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { ItemState } from '../part/timelineState.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineDescriptionProps extends PartProps<'span', ItemState> {}

/**
 * Describes a step, where there is anything to say. A failure is told in the service's own words. The current step
 * tells the status, in the messages' words or else in the service's.
 */
export const StatusTimelineDescription = /* @__PURE__ */ createPart(
  'StatusTimeline.Description',
  'ow-description',
  'span',
  useTimelineItem,
  ({ children, ...props }: StatusTimelineDescriptionProps, { step }, { messages, root }) => {
    const status = root?.timeline.protocolStatus ?? ''
    const ofCurrent = messages.descriptions[step.id] ?? messages.statuses[status] ?? status
    const text = children ?? step.detail ?? (step.state === 'current' && ofCurrent)
    return text ? { ...props, children: text } : undefined
  },
)
