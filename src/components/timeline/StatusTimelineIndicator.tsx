'use client'

import type { StepState } from '../../core/contract/timeline.js'
import type { PartProps } from '../part/createPart.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { createItemPart } from './createItemPart.js'
import type { ItemState } from './toItemState.js'

export type StatusTimelineIndicatorProps = PartProps<'span', ItemState>

/** Strokes on a square of 16. */
const signs: Readonly<Partial<Record<StepState, string>>> = {
  complete: 'm4.5 8.5 2.4 2.4 4.6-5.3',
  warning: 'M8 4.5v4.2M8 11.3v.2',
  error: 'm5.5 5.5 5 5m0-5-5 5',
  skipped: 'M5 8h6',
}

/** A step's state as a sign, and as a text for those who don't see it. Children take the sign's place, never the text's. */
export const StatusTimelineIndicator = /* @__PURE__ */ createItemPart<'span', StatusTimelineIndicatorProps>(
  'Indicator',
  'span',
  ({ children, ...props }, { state }, { messages }) => ({
    ...props,
    children: (
      <>
        {children ?? (
          <svg viewBox="0 0 16 16" aria-hidden>
            <path d={signs[state]} />
          </svg>
        )}
        <VisuallyHidden>{messages.states[state]}</VisuallyHidden>
      </>
    ),
  }),
)
