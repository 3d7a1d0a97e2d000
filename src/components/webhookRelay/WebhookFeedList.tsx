'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import type { FeedRow } from '../../core/feed/feedRows.js'
import type { Webhook } from '../../protocols/webhookRelay/index.js'
import { FeedGapRow } from '../feed/FeedGapRow.js'
import { FeedList, type FeedListProps } from '../feed/FeedList.js'
import { WebhookFeedItem } from './WebhookFeedItem.js'

export interface WebhookFeedListProps extends Omit<FeedListProps, 'children' | 'estimateSize'> {
  /** Draws one row; by default as an item, or a gap, with all its parts. Keep it outside the component. */
  readonly children?: ((row: FeedRow<Webhook>) => ReactNode) | undefined
  /** How high a row is, in px, until it is measured. By default what our style sheet makes of it, about. */
  readonly estimateSize?: ((row: FeedRow<Webhook>) => number) | undefined
}

/** The webhooks, of which only those near what is seen are in the document, however many there are. */
export const WebhookFeedList = /* @__PURE__ */ forwardRef<HTMLOListElement, WebhookFeedListProps>(
  function WebhookFeedList({ children = drawRow, estimateSize = estimate, ...props }, ref): ReactElement {
    return (
      <FeedList {...props} ref={ref} estimateSize={estimateSize}>
        {children}
      </FeedList>
    )
  },
)

function drawRow(row: FeedRow<Webhook>) {
  return row.type === 'gap' ? (
    <FeedGapRow gap={row.gap} />
  ) : (
    <WebhookFeedItem webhook={row.item} isRemoved={row.isRemoved} />
  )
}

/** A line, the closed headers, and some lines of the body: to lay it out for its height would cost more than to measure it. */
function estimate(row: FeedRow<Webhook>): number {
  if (row.type === 'gap') return 49
  return row.item.body === '' ? 65 : 160
}
