'use client'

import { forwardRef, type ReactElement } from 'react'
import { StatusBadge } from '../status/StatusBadge.js'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { StatusTimelineCompact } from './StatusTimelineCompact.js'
import { StatusTimelineConnector } from './StatusTimelineConnector.js'
import { StatusTimelineContent } from './StatusTimelineContent.js'
import { StatusTimelineCopyIdButton } from './StatusTimelineCopyIdButton.js'
import { StatusTimelineDescription } from './StatusTimelineDescription.js'
import { StatusTimelineHeader } from './StatusTimelineHeader.js'
import { StatusTimelineIndicator } from './StatusTimelineIndicator.js'
import { StatusTimelineItem } from './StatusTimelineItem.js'
import { StatusTimelineList } from './StatusTimelineList.js'
import { StatusTimelineNotice } from './StatusTimelineNotice.js'
import { StatusTimelineRoot, type StatusTimelineRootProps } from './StatusTimelineRoot.js'
import { StatusTimelineSummary } from './StatusTimelineSummary.js'
import { StatusTimelineSupport } from './StatusTimelineSupport.js'
import { StatusTimelineTime } from './StatusTimelineTime.js'
import { StatusTimelineTitle } from './StatusTimelineTitle.js'
import { StatusTimelineTransactionLink } from './StatusTimelineTransactionLink.js'
import { usePacedTimeline } from './usePacedTimeline.js'

export interface StatusTimelineProps extends StatusTimelineRootProps {
  /**
   * Draws each state for so many ms at least, so that a burst can be read. The newest is drawn 2 s late at most, and
   * screen readers hear what is drawn. 0 by default: nothing waits.
   */
  readonly minDisplayMs?: number | undefined
}

const Composition = /* @__PURE__ */ forwardRef<HTMLDivElement, StatusTimelineProps>(function StatusTimeline(
  { children, minDisplayMs = 0, timeline: newest, ...rest },
  ref,
): ReactElement {
  const props = { ...rest, timeline: usePacedTimeline(newest, minDisplayMs) }
  if (props.variant === 'compact')
    return (
      <StatusTimelineCompact {...props} ref={ref}>
        {children}
      </StatusTimelineCompact>
    )
  return (
    <StatusTimelineRoot {...props} ref={ref}>
      <StatusTimelineHeader>
        <StatusBadge />
        {props.connection && <ConnectionIndicator connection={props.connection} />}
      </StatusTimelineHeader>
      <StatusTimelineSummary />
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
  Compact: StatusTimelineCompact,
  Header: StatusTimelineHeader,
  Summary: StatusTimelineSummary,
  Support: StatusTimelineSupport,
  CopyIdButton: StatusTimelineCopyIdButton,
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
