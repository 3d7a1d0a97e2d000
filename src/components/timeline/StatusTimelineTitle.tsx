'use client'

import { forwardRef, type ReactElement } from 'react'
import { useWords } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { useTimelineStep } from './TimelineContext.js'
import { type ItemState, toItemState } from './toItemState.js'
import { toStepTitle } from './toStepTitle.js'

export type StatusTimelineTitleProps = PartProps<'span', ItemState>

/** A step's name, by default from the messages. */
export const StatusTimelineTitle = forwardRef<HTMLSpanElement, StatusTimelineTitleProps>(
  function StatusTimelineTitle(props, ref): ReactElement {
    const step = useTimelineStep('StatusTimeline.Title')
    const { messages } = useWords()
    const own = { children: toStepTitle(step, messages) }
    return usePart({ tag: 'span', slot: 'title', state: toItemState(step), own, props, ref })
  },
)
