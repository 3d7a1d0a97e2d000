'use client'

import { forwardRef, type ReactElement } from 'react'
import { type PartProps, usePart } from '../part/usePart.js'
import { useTimelineStep } from './TimelineContext.js'
import { type ItemState, toItemState } from './toItemState.js'

export type StatusTimelineConnectorProps = PartProps<'span', ItemState>

/** The line from a step to the next one. It says nothing that the indicator doesn't. */
export const StatusTimelineConnector = forwardRef<HTMLSpanElement, StatusTimelineConnectorProps>(
  function StatusTimelineConnector(props, ref): ReactElement {
    const step = useTimelineStep('StatusTimeline.Connector')
    return usePart({
      tag: 'span',
      slot: 'connector',
      state: toItemState(step),
      own: { 'aria-hidden': true },
      props,
      ref,
    })
  },
)
