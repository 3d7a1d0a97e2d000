'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import type { TimelineStep } from '../../core/timeline.js'
import { useWords } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { type TimelineState, toTimelineState } from '../status/toTimelineState.js'
import { StatusTimelineItem } from './StatusTimelineItem.js'
import { useTimelineRoot } from './TimelineContext.js'

export interface StatusTimelineListProps extends Omit<PartProps<'ol', TimelineState>, 'children'> {
  /** The items, or a function that makes one of each step. By default each step is drawn as an item. */
  readonly children?: ReactNode | ((step: TimelineStep, index: number) => ReactNode)
}

/** The steps, in order. */
export const StatusTimelineList = forwardRef<HTMLOListElement, StatusTimelineListProps>(function StatusTimelineList(
  { children = toItem, ...props },
  ref,
): ReactElement {
  const { timeline } = useTimelineRoot('StatusTimeline.List')
  const { messages } = useWords()
  return usePart({
    tag: 'ol',
    slot: 'list',
    state: toTimelineState(timeline),
    own: {
      // Safari takes the list away from a list without bullets.
      role: 'list',
      'aria-label': messages.steps,
      children: typeof children === 'function' ? timeline.steps.map(children) : children,
    },
    props,
    ref,
  })
})

const toItem = (step: TimelineStep) => <StatusTimelineItem key={step.id} step={step} />
