'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import type { FeedRow } from '../../core/feed/feedRows.js'
import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import { FeedList, type FeedListProps } from '../feed/FeedList.js'
import { LogFeedGap } from './LogFeedGap.js'
import { LogFeedItem } from './LogFeedItem.js'

export interface LogFeedListProps extends Omit<FeedListProps, 'children' | 'estimateSize'> {
  /** Draws one row; by default as an item, or a gap, with all its parts. Keep it outside the component. */
  readonly children?: ((row: FeedRow<LogEvent>) => ReactNode) | undefined
  /** Estimates a row's height, in px, until it is measured. By default our style sheet's. */
  readonly estimateSize?: ((row: FeedRow<LogEvent>) => number) | undefined
}

/** Draws the events. Only those near the visible part are in the document, however many there are. */
export const LogFeedList = /* @__PURE__ */ forwardRef<HTMLOListElement, LogFeedListProps>(function LogFeedList(
  { children = drawRow, estimateSize = estimate, ...props },
  ref,
): ReactElement {
  return (
    <FeedList {...props} ref={ref} estimateSize={estimateSize}>
      {children}
    </FeedList>
  )
})

function drawRow(row: FeedRow<LogEvent>) {
  return row.type === 'gap' ? <LogFeedGap gap={row.gap} /> : <LogFeedItem event={row.item} isRemoved={row.isRemoved} />
}

/** Adds up a line and the room around it. */
function estimate(row: FeedRow<LogEvent>): number {
  return row.type === 'gap' ? 49 : row.isRemoved ? 63 : 41
}
