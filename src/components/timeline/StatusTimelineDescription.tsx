'use client'

import { getOwn } from '../../core/utils/getOwn.js'
import { createPart, type PartProps } from '../part/createPart.js'
import type { ItemState } from '../part/timelineState.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineDescriptionProps extends PartProps<'span', ItemState> {}

/**
 * Describes a step, where there is anything to say. A failure is told in the messages' words for its code, which is
 * then the `title`, or else in the service's; what to do next follows once no refund is waited for. The current step
 * tells the status, in the messages' words or else in the service's.
 */
export const StatusTimelineDescription = /* @__PURE__ */ createPart(
  'StatusTimeline.Description',
  'ow-description',
  'span',
  useTimelineItem,
  ({ children, ...props }: StatusTimelineDescriptionProps, { step }, { messages, root }) => {
    const { protocolStatus: status = '', reason } = root?.timeline ?? {}
    const { detail = '', id, state } = step
    const isCurrent = state === 'current'
    const words = getOwn(messages.reasons, detail.toUpperCase())
    // A refund that may have come, and didn't, is no longer spoken of.
    const refund = id === 'refund' && (state !== 'skipped' || reason?.refund === 'none') && reason?.refund
    // Told to try again while the funds may come back, a person would pay twice.
    const next = state !== 'warning' && words?.next
    const told = [words?.what ?? detail, next, refund && messages.refunds[refund]].filter(Boolean).join(' ')
    const ofCurrent = isCurrent && (getOwn(messages.descriptions, id) ?? getOwn(messages.statuses, status) ?? status)
    const text = children ?? (told || ofCurrent)
    return text ? { ...(words && { title: detail }), ...props, children: text } : undefined
  },
)
