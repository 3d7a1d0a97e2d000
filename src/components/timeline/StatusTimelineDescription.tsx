'use client'

import type { PartProps } from '../part/createPart.js'
import { createItemPart } from './createItemPart.js'
import type { ItemState } from './toItemState.js'

export type StatusTimelineDescriptionProps = PartProps<'span', ItemState>

/**
 * What there is to say of a step, if anything: what went wrong in the service's own words, and of the current step the
 * status, in the messages' words or else in the service's.
 */
export const StatusTimelineDescription = /* @__PURE__ */ createItemPart<'span', StatusTimelineDescriptionProps>(
  'Description',
  'span',
  ({ children, ...props }, { detail, id, state }, { messages, root }) => {
    const status = root?.timeline.protocolStatus ?? ''
    const ofCurrent = messages.descriptions[id] ?? messages.statuses[status] ?? status
    const text = children ?? detail ?? (state === 'current' && ofCurrent)
    return text ? { ...props, children: text } : undefined
  },
)
