'use client'

import { forwardRef, type ReactElement } from 'react'
import { StatusBadge } from '../status/StatusBadge.js'
import { StatusTimelineRoot, type StatusTimelineRootProps } from './StatusTimelineRoot.js'
import { StatusTimelineSummary } from './StatusTimelineSummary.js'

export interface StatusTimelineCompactProps extends Omit<StatusTimelineRootProps, 'variant' | 'orientation'> {}

/**
 * Draws any timeline on one line, without a frame: amounts, route, status, time. It is for a row of a list, a cell of a
 * table, a toast. Children stand at its end. A page that imports it alone loads no steps.
 */
export const StatusTimelineCompact = /* @__PURE__ */ forwardRef<HTMLDivElement, StatusTimelineCompactProps>(
  function StatusTimelineCompact({ children, ...props }, ref): ReactElement {
    return (
      <StatusTimelineRoot {...props} variant="compact" ref={ref}>
        <StatusTimelineSummary isBrief />
        <StatusBadge />
        {children}
      </StatusTimelineRoot>
    )
  },
)
