'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import { StatusTimelineCompact } from '../timeline/StatusTimelineCompact.js'
import { useRelayTimeline, type UseRelayTimelineParameters } from './useRelayTimeline.js'

export interface RelayStatusCompactProps extends UseRelayTimelineParameters {
  /** Stands at the end of the line. */
  readonly children?: ReactNode
}

/**
 * Draws a Relay request on one line, live: for a row, a cell, a toast. It is `useRelayTimeline` and
 * `StatusTimelineCompact`, nothing else.
 */
export const RelayStatusCompact = /* @__PURE__ */ forwardRef<HTMLDivElement, RelayStatusCompactProps>(
  function RelayStatusCompact({ children, ...props }, ref): ReactElement {
    const { rootProps } = useRelayTimeline(props)
    return (
      // Another request begins anew: its first status is no change of phase.
      <StatusTimelineCompact key={props.requestId} {...rootProps} ref={ref}>
        {children}
      </StatusTimelineCompact>
    )
  },
)
