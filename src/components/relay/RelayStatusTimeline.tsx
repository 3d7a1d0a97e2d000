'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { StatusBadge } from '../status/StatusBadge.js'
import { StatusTimelineHeader } from '../timeline/StatusTimelineHeader.js'
import { StatusTimelineList } from '../timeline/StatusTimelineList.js'
import { StatusTimelineNotice } from '../timeline/StatusTimelineNotice.js'
import { StatusTimelineRoot } from '../timeline/StatusTimelineRoot.js'
import { useRelayTimeline, type UseRelayTimelineParameters } from './useRelayTimeline.js'

export interface RelayStatusTimelineProps extends UseRelayTimelineParameters {
  /** Tells how news arrive, as long as some may. True by default. */
  readonly showConnection?: boolean | undefined
  /** Stands under the steps. */
  readonly children?: ReactNode
}

/**
 * Draws a Relay request, live. It is `useRelayTimeline` and the public parts, nothing else: take them to build your
 * own.
 */
export const RelayStatusTimeline = /* @__PURE__ */ forwardRef<HTMLDivElement, RelayStatusTimelineProps>(
  function RelayStatusTimeline({ children, showConnection = true, ...props }, ref): ReactElement {
    const { rootProps, hasStatus, isOpen, notice, retry } = useRelayTimeline(props)
    return (
      // Another request begins anew: its first status is no change of phase.
      <StatusTimelineRoot key={props.requestId} {...rootProps} ref={ref}>
        <StatusTimelineHeader>
          {hasStatus && <StatusBadge />}
          {showConnection && isOpen && <ConnectionIndicator connection={rootProps.connection} />}
        </StatusTimelineHeader>
        {notice !== undefined && <StatusTimelineNotice onRetry={retry}>{notice}</StatusTimelineNotice>}
        <StatusTimelineList />
        {children}
      </StatusTimelineRoot>
    )
  },
)
