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
  /** Estimates a row's height, in px, until it is measured. By default about our style sheet's. */
  readonly estimateSize?: ((row: FeedRow<Webhook>) => number) | undefined
}

/** Draws the webhooks. Only those near the visible part are in the document, however many there are. */
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

/** Adds up a line and the room around it. */
function estimate(row: FeedRow<Webhook>): number {
  return row.type === 'gap' ? 49 : 41
}
