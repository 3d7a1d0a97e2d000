'use client'

import { forwardRef, type ReactElement } from 'react'
import type { TimelineStep } from '../../core/timeline.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { StatusTimelineConnector } from './StatusTimelineConnector.js'
import { StatusTimelineContent } from './StatusTimelineContent.js'
import { StatusTimelineIndicator } from './StatusTimelineIndicator.js'
import { StepContext, useTimelineRoot } from './TimelineContext.js'
import { type ItemState, toItemState } from './toItemState.js'

export interface StatusTimelineItemProps extends PartProps<'li', ItemState> {
  /** One of the timeline's steps. */
  readonly step: TimelineStep
}

/** One step. Without children it is drawn with all its parts. */
export const StatusTimelineItem = forwardRef<HTMLLIElement, StatusTimelineItemProps>(function StatusTimelineItem(
  { step, ...props },
  ref,
): ReactElement {
  useTimelineRoot('StatusTimeline.Item')
  const element = usePart({
    tag: 'li',
    slot: 'item',
    state: toItemState(step),
    own: {
      'aria-current': step.state === 'current' ? 'step' : undefined,
      children: (
        <>
          <StatusTimelineConnector />
          <StatusTimelineIndicator />
          <StatusTimelineContent />
        </>
      ),
    },
    props,
    ref,
  })
  return <StepContext.Provider value={step}>{element}</StepContext.Provider>
})
