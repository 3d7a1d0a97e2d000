'use client'

import { forwardRef, type ReactElement } from 'react'
import { StatusBadge } from '../status/StatusBadge.js'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { StatusTimelineConnector } from './StatusTimelineConnector.js'
import { StatusTimelineContent } from './StatusTimelineContent.js'
import { StatusTimelineDescription } from './StatusTimelineDescription.js'
import { StatusTimelineHeader } from './StatusTimelineHeader.js'
import { StatusTimelineIndicator } from './StatusTimelineIndicator.js'
import { StatusTimelineItem } from './StatusTimelineItem.js'
import { StatusTimelineList } from './StatusTimelineList.js'
import { StatusTimelineNotice } from './StatusTimelineNotice.js'
import { StatusTimelineRoot, type StatusTimelineRootProps } from './StatusTimelineRoot.js'
import { StatusTimelineTime } from './StatusTimelineTime.js'
import { StatusTimelineTitle } from './StatusTimelineTitle.js'
import { StatusTimelineTransactionLink } from './StatusTimelineTransactionLink.js'

export interface StatusTimelineProps extends StatusTimelineRootProps {}

const Composition = forwardRef<HTMLDivElement, StatusTimelineProps>(function StatusTimeline(
  { children, ...props },
  ref,
): ReactElement {
  return (
    <StatusTimelineRoot {...props} ref={ref}>
      <StatusTimelineHeader>
        <StatusBadge />
        {props.connection && <ConnectionIndicator connection={props.connection} />}
      </StatusTimelineHeader>
      <StatusTimelineList />
      {children}
    </StatusTimelineRoot>
  )
})

/**
 * Draws any timeline: `<StatusTimeline timeline={timeline} />`. It needs no provider. Its parts hang from it, for
 * compositions of your own; server components import them by their flat names (`StatusTimelineRoot`).
 */
export const StatusTimeline = /* @__PURE__ */ Object.assign(Composition, {
  Root: StatusTimelineRoot,
  Header: StatusTimelineHeader,
  Notice: StatusTimelineNotice,
  List: StatusTimelineList,
  Item: StatusTimelineItem,
  Connector: StatusTimelineConnector,
  Indicator: StatusTimelineIndicator,
  Content: StatusTimelineContent,
  Title: StatusTimelineTitle,
  Time: StatusTimelineTime,
  Description: StatusTimelineDescription,
  TransactionLink: StatusTimelineTransactionLink,
})
