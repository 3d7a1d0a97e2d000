'use client'

import type { Timeline } from '../../core/contract/timeline.js'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { needTimeline } from '../part/needTimeline.js'
import { toStatusLabel } from './toStatusLabel.js'
import { type TimelineState, toTimelineState } from '../part/timelineState.js'

export interface StatusBadgeProps extends PartProps<'span', TimelineState>, WordsOptions {
  /** The root's by default, inside `<StatusTimeline.Root>`. */
  readonly timeline?: Timeline
}

/** Tells where a timeline stands, in one word. */
export const StatusBadge = /* @__PURE__ */ createPart(
  'StatusBadge',
  'ow-badge',
  'span',
  ({ timeline: given, ...props }: StatusBadgeProps, { messages, root }, name) => {
    const { timeline, isPending } = given ? { timeline: given } : needTimeline(root, 'Root timeline', name)
    const label = isPending ? messages.loading : toStatusLabel(timeline, messages)
    return { state: toTimelineState(timeline), attributes: { children: label, ...props } }
  },
)
