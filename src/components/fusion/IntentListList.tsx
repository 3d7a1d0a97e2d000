'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import type { FeedRow } from '../../core/feed/feedRows.js'
import type { Intent } from '../../protocols/fusion/index.js'
import { FeedGapRow } from '../feed/FeedGapRow.js'
import { FeedList, type FeedListProps } from '../feed/FeedList.js'
import { IntentListItem } from './IntentListItem.js'

export interface IntentListListProps extends Omit<FeedListProps, 'children' | 'estimateSize'> {
  /** Draws one row; by default as an item, or a gap, with all its parts. Keep it outside the component. */
  readonly children?: ((row: FeedRow<Intent>) => ReactNode) | undefined
  /** Estimates a row's height, in px, until it is measured. By default our style sheet's. */
  readonly estimateSize?: ((row: FeedRow<Intent>) => number) | undefined
}

/** Draws the intents. Only those near the visible part are in the document, however many there are. */
export const IntentListList = /* @__PURE__ */ forwardRef<HTMLOListElement, IntentListListProps>(function IntentListList(
  { children = drawRow, estimateSize = estimate, ...props },
  ref,
): ReactElement {
  return (
    <FeedList {...props} ref={ref} estimateSize={estimateSize}>
      {children}
    </FeedList>
  )
})

function drawRow(row: FeedRow<Intent>) {
  return row.type === 'gap' ? <FeedGapRow gap={row.gap} /> : <IntentListItem intent={row.item} />
}

function estimate(row: FeedRow<Intent>): number {
  return row.type === 'gap' ? 49 : row.item.presence === 'removed' ? 65 : 43
}
