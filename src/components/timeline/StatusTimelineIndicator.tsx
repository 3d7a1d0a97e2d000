'use client'

import { forwardRef, type ReactElement } from 'react'
import type { StepState } from '../../core/timeline.js'
import { useWords } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { useTimelineStep } from './TimelineContext.js'
import { type ItemState, toItemState } from './toItemState.js'

export type StatusTimelineIndicatorProps = PartProps<'span', ItemState>

/** Strokes on a square of 16. */
const signs: Readonly<Record<StepState, string>> = {
  upcoming: '',
  current: '',
  complete: 'm4.5 8.5 2.4 2.4 4.6-5.3',
  warning: 'M8 4.5v4.2M8 11.3v.2',
  error: 'm5.5 5.5 5 5m0-5-5 5',
  skipped: 'M5 8h6',
}

/** A step's state as a sign, and as a text for those who don't see it. Children take the sign's place, never the text's. */
export const StatusTimelineIndicator = forwardRef<HTMLSpanElement, StatusTimelineIndicatorProps>(
  function StatusTimelineIndicator({ children, ...props }, ref): ReactElement {
    const step = useTimelineStep('StatusTimeline.Indicator')
    const { messages } = useWords()
    return usePart({
      tag: 'span',
      slot: 'indicator',
      state: toItemState(step),
      own: {
        children: (
          <>
            {children ?? (
              <svg viewBox="0 0 16 16" aria-hidden>
                <path d={signs[step.state]} />
              </svg>
            )}
            <VisuallyHidden>{messages.states[step.state]}</VisuallyHidden>
          </>
        ),
      },
      props,
      ref,
    })
  },
)
