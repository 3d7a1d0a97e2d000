'use client'

import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { FeedRow } from '../../core/feed/feedRows.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { createRowSizes } from './createRowSizes.js'
import { FeedListRow, type FeedListRowProps } from './FeedListRow.js'
import { FeedRowBody } from './FeedRowBody.js'
import type { FeedState } from './toFeedState.js'
import { useDays } from './useDays.js'
import { useFeedRoot } from './useFeedRoot.js'
import { useFeedVirtualizer } from './useFeedVirtualizer.js'

/** Methods, so that they may name the type of the feed's items. */
interface ForRow {
  draw(row: FeedRow<unknown>): ReactNode
  estimate(row: FeedRow<unknown>): number
}

export interface FeedListProps extends Omit<PartProps<'ol', FeedState>, 'children'> {
  /**
   * Draws one row: a `FeedItem`, a `FeedGapRow`, or anything. Rows are drawn again when this function changes: keep it
   * outside the component.
   */
  readonly children: ForRow['draw']
  /** Estimates a row's height, in px, until it is measured: the nearer, the steadier the scroll bar. 64 by default. */
  readonly estimateSize?: ForRow['estimate'] | undefined
  /** Class, style, `render` and attributes of each row's `FeedListRow`. */
  readonly rowProps?: Omit<FeedListRowProps, 'row' | 'children'> | undefined
}

/**
 * Draws the rows. Only those near the visible part are in the document, however many there are. It stands in a
 * `FeedViewport`.
 */
export const FeedList = /* @__PURE__ */ createPart(
  'FeedList',
  'ow-feed-list',
  'ol',
  function useDrawing({ children: draw, estimateSize = usualSize, rowProps, ...props }: FeedListProps, context, name) {
    const { feed, getTime, order, state, tail, toNewest } = useFeedRoot(name, context)
    const { hasOlder, rows } = feed
    const ref = useRef<HTMLElement>(null)
    const sizes = useMemo(() => createRowSizes(rows, estimateSize), [rows, estimateSize])
    const view = useFeedVirtualizer({
      rows: sizes,
      list: ref,
      isNewestFirst: order === 'newest-first',
      isFollowing: tail.isFollowing,
    })
    const findDay = useDays(feed.rows, getTime, context)
    useEffect(() => {
      toNewest.current = view.toNewest
    })
    if (rows.count === 0) return undefined

    return {
      state,
      ref,
      // A server's HTML has no style: strict pages forbid that.
      ...((view.before > 0 || view.after > 0) && { style: { paddingBlock: `${view.before}px ${view.after}px` } }),
      attributes: {
        // Safari takes the list away from a list without bullets.
        role: 'list',
        ...props,
        children: view.items.map(({ index, key }) => {
          const row = rows.get(index)
          const day = row?.type === 'item' && index > 0 && findDay(index)
          return (
            row && (
              <FeedListRow
                {...rowProps}
                key={String(key)}
                row={row}
                ref={view.measureElement}
                data-index={index}
                aria-posinset={index + 1}
                // How many there are in all is not known.
                aria-setsize={hasOlder ? -1 : rows.count}
              >
                {day && day !== findDay(index - 1) && <div data-slot="ow-feed-day">{day}</div>}
                <FeedRowBody row={row} draw={draw} />
              </FeedListRow>
            )
          )
        }),
      },
    }
  },
)

const usualSize = () => 64
