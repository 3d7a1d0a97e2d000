'use client'

import { forwardRef, type ReactElement } from 'react'
import type { Timeline } from '../../core/timeline.js'
import { useWords, type WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { useTimelineRoot } from '../timeline/TimelineContext.js'
import { toStatusLabel } from './toStatusLabel.js'
import { type TimelineState, toTimelineState } from './toTimelineState.js'

export interface StatusBadgeProps extends PartProps<'span', TimelineState>, WordsOptions {
  /** Inside `<StatusTimeline.Root>` it is the root's. */
  readonly timeline?: Timeline
}

/** Where a timeline stands, in one word. */
export const StatusBadge = forwardRef<HTMLSpanElement, StatusBadgeProps>(function StatusBadge(
  { timeline: given, messages: over, locale, ...props },
  ref,
): ReactElement {
  const root = useTimelineRoot('StatusBadge', given)
  const { messages } = useWords({ messages: over, locale })
  const label = root.isPending ? messages.loading : toStatusLabel(root.timeline, messages)
  return usePart({
    tag: 'span',
    slot: 'badge',
    state: toTimelineState(root.timeline),
    own: { children: label },
    props,
    ref,
  })
})
