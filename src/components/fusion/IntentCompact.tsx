'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import { StatusTimelineCompact } from '../timeline/StatusTimelineCompact.js'
import { useIntentTimeline, type UseIntentTimelineParameters } from './useIntentTimeline.js'

export interface IntentCompactProps extends UseIntentTimelineParameters {
  /** Stands at the end of the line. */
  readonly children?: ReactNode
}

/**
 * Draws a Fusion intent on one line, live: for a row, a cell, a toast. It is `useIntentTimeline` and
 * `StatusTimelineCompact`, nothing else.
 */
export const IntentCompact = /* @__PURE__ */ forwardRef<HTMLDivElement, IntentCompactProps>(function IntentCompact(
  { children, ...props },
  ref,
): ReactElement {
  const { rootProps } = useIntentTimeline(props)
  return (
    // Another intent begins anew: its first status is no change of phase.
    <StatusTimelineCompact key={props.intentId} {...rootProps} ref={ref}>
      {children}
    </StatusTimelineCompact>
  )
})
