'use client'

import type { FeedRow } from '../../core/feed/feedRows.js'
import { createPart, type PartProps } from '../part/createPart.js'

export interface FeedListRowState {
  /** An item, or a gap between items. */
  readonly type: FeedRow<unknown>['type']
  /** True where the item's source has taken it back. */
  readonly removed: boolean
}

export interface FeedListRowProps extends PartProps<'li', FeedListRowState> {
  /** One of the feed's rows. */
  readonly row: FeedRow<unknown>
}

/** Draws the element of a row, which `FeedList` puts in its place and measures: all of a row is in it. */
export const FeedListRow = /* @__PURE__ */ createPart(
  'FeedListRow',
  'ow-feed-row',
  'li',
  ({ row, ...attributes }: FeedListRowProps) => ({
    state: { type: row.type, removed: row.type === 'item' && row.isRemoved },
    attributes,
  }),
)
