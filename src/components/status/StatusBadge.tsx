'use client'

import type { Timeline } from '../../core/contract/timeline.js'
import type { WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { need } from '../timeline/need.js'
import { toStatusLabel } from './toStatusLabel.js'
import { type TimelineState, toTimelineState } from './toTimelineState.js'

export interface StatusBadgeProps extends PartProps<'span', TimelineState>, WordsOptions {
  /** Inside `<StatusTimeline.Root>` it is the root's. */
  readonly timeline?: Timeline
}

/** Where a timeline stands, in one word. */
export const StatusBadge = /* @__PURE__ */ createPart<'span', TimelineState, StatusBadgeProps>(
  'StatusBadge',
  'badge',
  'span',
  ({ timeline: given, ...props }, { messages, root }, name) => {
    const { timeline, isPending } = given ? { timeline: given } : need(root, 'Root timeline', name)
    const label = isPending ? messages.loading : toStatusLabel(timeline, messages)
    return { state: toTimelineState(timeline), attributes: { children: label, ...props } }
  },
)
