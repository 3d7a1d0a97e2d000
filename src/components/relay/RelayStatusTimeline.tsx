'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { StatusBadge } from '../status/StatusBadge.js'
import { StatusTimelineHeader } from '../timeline/StatusTimelineHeader.js'
import { StatusTimelineList } from '../timeline/StatusTimelineList.js'
import { StatusTimelineNotice } from '../timeline/StatusTimelineNotice.js'
import { StatusTimelineRoot } from '../timeline/StatusTimelineRoot.js'
import { StatusTimelineSummary } from '../timeline/StatusTimelineSummary.js'
import { StatusTimelineSupport } from '../timeline/StatusTimelineSupport.js'
import { useRelayTimeline, type UseRelayTimelineParameters } from './useRelayTimeline.js'

export interface RelayStatusTimelineProps extends UseRelayTimelineParameters {
  /** Tells how news arrive, as long as some may. True by default. */
  readonly showConnection?: boolean | undefined
  /** Stands beside the request's id where it has failed, or takes longer than was expected: a link to your support. */
  readonly support?: ReactNode
  /** Stands under the steps. */
  readonly children?: ReactNode
}

/**
 * Draws a Relay request, live. It is `useRelayTimeline` and the public parts, nothing else: take them to build your
 * own.
 */
export const RelayStatusTimeline = /* @__PURE__ */ forwardRef<HTMLDivElement, RelayStatusTimelineProps>(
  function RelayStatusTimeline({ children, showConnection = true, support, ...props }, ref): ReactElement {
    const { rootProps, hasStatus, isOpen, notice, retry } = useRelayTimeline(props)
    return (
      // Another request begins anew: its first status is no change of phase.
      <StatusTimelineRoot key={props.requestId} {...rootProps} ref={ref}>
        <StatusTimelineHeader>
          {hasStatus && <StatusBadge />}
          {showConnection && isOpen && <ConnectionIndicator connection={rootProps.connection} />}
        </StatusTimelineHeader>
        <StatusTimelineSummary />
        {notice !== undefined && <StatusTimelineNotice onRetry={retry}>{notice}</StatusTimelineNotice>}
        <StatusTimelineList />
        <StatusTimelineSupport>{support}</StatusTimelineSupport>
        {children}
      </StatusTimelineRoot>
    )
  },
)
