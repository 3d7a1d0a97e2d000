'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { StatusBadge } from '../status/StatusBadge.js'
import { StatusTimelineHeader } from '../timeline/StatusTimelineHeader.js'
import { StatusTimelineList } from '../timeline/StatusTimelineList.js'
import { StatusTimelineNotice } from '../timeline/StatusTimelineNotice.js'
import { StatusTimelineRoot } from '../timeline/StatusTimelineRoot.js'
import { useIntentTimeline, type UseIntentTimelineParameters } from './useIntentTimeline.js'

export interface IntentTimelineProps extends UseIntentTimelineParameters {
  /** Tells how news arrive, as long as some may. True by default. */
  readonly showConnection?: boolean | undefined
  /** Stands under the steps. */
  readonly children?: ReactNode
}

/**
 * Draws a Fusion intent, live. It is `useIntentTimeline` and the public parts, nothing else: take them to build your
 * own.
 */
export const IntentTimeline = /* @__PURE__ */ forwardRef<HTMLDivElement, IntentTimelineProps>(function IntentTimeline(
  { children, showConnection = true, ...props },
  ref,
): ReactElement {
  const { rootProps, hasStatus, isOpen, notice, retry } = useIntentTimeline(props)
  return (
    // Another intent begins anew: its first status is no change of phase.
    <StatusTimelineRoot key={props.intentId} {...rootProps} ref={ref}>
      <StatusTimelineHeader>
        {hasStatus && <StatusBadge />}
        {showConnection && isOpen && <ConnectionIndicator connection={rootProps.connection} />}
      </StatusTimelineHeader>
      {notice !== undefined && <StatusTimelineNotice onRetry={retry}>{notice}</StatusTimelineNotice>}
      <StatusTimelineList />
      {children}
    </StatusTimelineRoot>
  )
})
