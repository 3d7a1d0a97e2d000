'use client'

import { forwardRef, type ReactElement } from 'react'
import { type PartProps, usePart } from '../part/usePart.js'
import { type TimelineState, toTimelineState } from '../status/toTimelineState.js'
import { useTimelineRoot } from './TimelineContext.js'

export type StatusTimelineHeaderProps = PartProps<'div', TimelineState>

/** The row above the steps: a badge, a connection, whatever belongs to the whole. */
export const StatusTimelineHeader = forwardRef<HTMLDivElement, StatusTimelineHeaderProps>(
  function StatusTimelineHeader(props, ref): ReactElement {
    const { timeline } = useTimelineRoot('StatusTimeline.Header')
    return usePart({ tag: 'div', slot: 'header', state: toTimelineState(timeline), props, ref })
  },
)
