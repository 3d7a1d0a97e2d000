'use client'

import type { StepState } from '../../core/contract/timeline.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import type { ItemState } from '../part/timelineState.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineIndicatorProps extends PartProps<'span', ItemState> {}

/** Strokes on a square of 16. */
const signs: Readonly<Partial<Record<StepState, string>>> = {
  complete: 'm4.5 8.5 2.4 2.4 4.6-5.3',
  warning: 'M8 4.5v4.2M8 11.3v.2',
  error: 'm5.5 5.5 5 5m0-5-5 5',
  skipped: 'M5 8h6',
}

/** Draws a step's state as a sign, and as a hidden text. Children replace the sign, never the text. */
export const StatusTimelineIndicator = /* @__PURE__ */ createPart(
  'StatusTimeline.Indicator',
  'ow-indicator',
  'span',
  useTimelineItem,
  ({ children, ...props }: StatusTimelineIndicatorProps, { step }, { messages }) => ({
    ...props,
    children: (
      <>
        {children ?? (
          <svg
            data-slot="ow-sign"
            viewBox="0 0 16 16"
            width="20"
            height="20"
            fill="none"
            stroke="currentColor"
            aria-hidden
          >
            <path d={signs[step.state]} />
          </svg>
        )}
        <VisuallyHidden>{messages.states[step.state]}</VisuallyHidden>
      </>
    ),
  }),
)
