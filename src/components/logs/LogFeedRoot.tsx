'use client'

import { forwardRef, type ReactElement } from 'react'
import type { FeedRow } from '../../core/feed/feedRows.js'
import { FeedRoot, type FeedRootProps } from '../feed/FeedRoot.js'
import type { FeedSource } from '../feed/feedSource.js'
import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import { type GetLogHref, LogHrefContext } from './LogContext.js'

export interface LogFeedRootProps extends Omit<FeedRootProps, 'feed'> {
  /** From `useLogEvents()`. */
  readonly feed: FeedSource<LogEvent>
  /**
   * Returns an event's page in an explorer; by default nothing is linked. Keep it outside the component: rows are drawn
   * again when it changes.
   */
  readonly getTransactionHref?: GetLogHref | undefined
}

/** Holds one feed of log events: gives it to the parts inside, and carries its state. */
export const LogFeedRoot = /* @__PURE__ */ forwardRef<HTMLDivElement, LogFeedRootProps>(function LogFeedRoot(
  { getTransactionHref = linkNothing, ...props },
  ref,
): ReactElement {
  return (
    <LogHrefContext.Provider value={getTransactionHref}>
      <FeedRoot getTime={getTime} {...props} ref={ref} />
    </LogHrefContext.Provider>
  )
})

const linkNothing = () => undefined

/** Rows stand under the days of their blocks. */
const getTime = (row: FeedRow<LogEvent>) =>
  row.type === 'item' ? Date.parse(row.item.block_signed_at ?? '') : undefined
