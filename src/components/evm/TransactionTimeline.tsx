'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { StatusBadge } from '../status/StatusBadge.js'
import { StatusTimelineHeader } from '../timeline/StatusTimelineHeader.js'
import { StatusTimelineList } from '../timeline/StatusTimelineList.js'
import { StatusTimelineNotice } from '../timeline/StatusTimelineNotice.js'
import { StatusTimelineRoot } from '../timeline/StatusTimelineRoot.js'
import { useTransactionTimeline, type UseTransactionTimelineParameters } from './useTransactionTimeline.js'

export interface TransactionTimelineProps extends UseTransactionTimelineParameters {
  /** Tells how news arrive, as long as some may. True by default. */
  readonly showConnection?: boolean | undefined
  /** Stands under the steps. */
  readonly children?: ReactNode
}

/** Draws a transaction on its chain, live. It is `useTransactionTimeline` and the public parts, nothing else. */
export const TransactionTimeline = /* @__PURE__ */ forwardRef<HTMLDivElement, TransactionTimelineProps>(
  function TransactionTimeline({ children, showConnection = true, ...props }, ref): ReactElement {
    const { rootProps, hasStatus, isOpen, notice, retry } = useTransactionTimeline(props)
    return (
      // Another transaction begins anew: its first status is no change of phase.
      <StatusTimelineRoot key={props.hash} {...rootProps} ref={ref}>
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
