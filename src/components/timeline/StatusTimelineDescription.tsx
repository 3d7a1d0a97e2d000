'use client'

import { forwardRef, type ReactElement } from 'react'
import type { Timeline } from '../../core/timeline.js'
import type { Messages } from '../messages/messages.js'
import { useWords } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { useTimelineRoot, useTimelineStep } from './TimelineContext.js'
import { type ItemState, toItemState } from './toItemState.js'

export type StatusTimelineDescriptionProps = PartProps<'span', ItemState>

/**
 * What there is to say of a step, if anything: what went wrong in the service's own words, and of the current step the
 * status, in the messages' words or else in the service's.
 */
export const StatusTimelineDescription = forwardRef<HTMLSpanElement, StatusTimelineDescriptionProps>(
  function StatusTimelineDescription(props, ref): ReactElement | null {
    const { timeline } = useTimelineRoot('StatusTimeline.Description')
    const step = useTimelineStep('StatusTimeline.Description')
    const { messages } = useWords()
    const own = {
      children: step.detail ?? (step.state === 'current' ? describe(step.id, timeline, messages) : undefined),
    }
    const element = usePart({ tag: 'span', slot: 'description', state: toItemState(step), own, props, ref })
    return own.children || props.children ? element : null
  },
)

function describe(id: string, { protocolStatus }: Timeline, { descriptions, statuses }: Messages): string | undefined {
  return descriptions[id] ?? (protocolStatus && (statuses[protocolStatus] ?? protocolStatus))
}
