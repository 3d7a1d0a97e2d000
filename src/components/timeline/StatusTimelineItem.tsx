'use client'

import type { TimelineStep } from '../../core/contract/timeline.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { needTimeline } from '../part/needTimeline.js'
import { StatusTimelineConnector } from './StatusTimelineConnector.js'
import { StatusTimelineContent } from './StatusTimelineContent.js'
import { StatusTimelineIndicator } from './StatusTimelineIndicator.js'
import type { ItemState } from '../part/timelineState.js'

export interface StatusTimelineItemProps extends PartProps<'li', ItemState> {
  /** One of the timeline's steps. */
  readonly step: TimelineStep
}

/** Draws one step; without children with all its parts. */
export const StatusTimelineItem = /* @__PURE__ */ createPart(
  'StatusTimeline.Item',
  'ow-item',
  'li',
  ({ step, ...props }: StatusTimelineItemProps, { root }, name) => {
    needTimeline(root, 'Root timeline', name)
    const state = { step: step.id, state: step.state }
    return {
      state,
      attributes: {
        'aria-current': step.state === 'current' ? 'step' : undefined,
        children: (
          <>
            <StatusTimelineConnector />
            <StatusTimelineIndicator />
            <StatusTimelineContent />
          </>
        ),
        ...props,
      },
      inside: { item: { state, step } },
    }
  },
)
