'use client'

import { forwardRef, type ReactElement } from 'react'
import { useWords } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { useTimelineRoot, useTimelineStep } from './TimelineContext.js'
import { type ItemState, toItemState } from './toItemState.js'

export type StatusTimelineDescriptionProps = PartProps<'span', ItemState>

/**
 * What there is to say of a step, if anything: what went wrong in the service's own words, and of the current step the
 * status, in the messages' words or else as the service says it.
 */
export const StatusTimelineDescription = forwardRef<HTMLSpanElement, StatusTimelineDescriptionProps>(
  function StatusTimelineDescription(props, ref): ReactElement | null {
    const { timeline } = useTimelineRoot('StatusTimeline.Description')
    const step = useTimelineStep('StatusTimeline.Description')
    const { messages } = useWords()
    const status = step.state === 'current' ? timeline.protocolStatus : undefined
    const text = step.detail ?? (status && (messages.statuses[status] ?? status))
    const own = { children: text }
    const element = usePart({ tag: 'span', slot: 'description', state: toItemState(step), own, props, ref })
    return text || props.children ? element : null
  },
)
