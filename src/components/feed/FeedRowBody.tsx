'use client'

import { memo, type ReactNode } from 'react'
import type { FeedRow } from '../../core/feed/feedRows.js'

interface FeedRowBodyProps {
  readonly row: FeedRow<unknown>
  readonly draw: (row: FeedRow<unknown>) => ReactNode
}

/** Draws a row's content, and not again when the row only moves on. Rows are made anew each time they are looked at. */
export const FeedRowBody = /* @__PURE__ */ memo(function FeedRowBody({ draw, row }: FeedRowBodyProps) {
  return draw(row)
}, isSame)

function isSame(before: FeedRowBodyProps, after: FeedRowBodyProps): boolean {
  const [a, b] = [before.row, after.row]
  if (before.draw !== after.draw || a.key !== b.key) return false
  if (a.type === 'item') return b.type === 'item' && a.item === b.item && a.isRemoved === b.isRemoved
  return b.type === 'gap' && a.gap.to === b.gap.to && a.gap.isPending === b.gap.isPending
}
