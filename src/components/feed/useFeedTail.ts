'use client'

import { useCallback, useMemo, useState } from 'react'
import type { FeedRows } from '../../core/feed/feedRows.js'
import type { FeedOrder } from '../../react/live/useEngineFeed.js'
import type { FeedSource } from './feedSource.js'

/** A feed's newest end, and whether the reader is there. */
export interface FeedTail {
  /** True where the list follows what comes; else the reading position stays. */
  readonly isFollowing: boolean
  /** Counts the items that came since the reader left the newest end. */
  readonly unseen: number
  /** Counts all items that came after the first answer. */
  readonly arrived: number
  setFollowing(isFollowing: boolean): void
}

interface Seen extends Omit<FeedTail, 'setFollowing'> {
  readonly rows: FeedRows<unknown>
  readonly isPending: boolean
  /** The key of the newest item. */
  readonly newest: string | undefined
}

/** Counts while rendering, so that a number is shown together with what it counts. */
export function useFeedTail({ isPending, rows }: FeedSource, order: FeedOrder): FeedTail {
  const [seen, setSeen] = useState<Seen>(() => ({
    isFollowing: true,
    unseen: 0,
    arrived: 0,
    rows,
    isPending,
    newest: findNewest(rows, order),
  }))
  if (seen.rows !== rows || seen.isPending !== isPending) {
    // The first answer brings no news.
    const fresh = seen.isPending || seen.rows === rows ? 0 : countNewer(rows, order, seen.newest)
    setSeen({
      ...seen,
      rows,
      isPending,
      newest: findNewest(rows, order),
      arrived: seen.arrived + fresh,
      unseen: seen.isFollowing ? 0 : seen.unseen + fresh,
    })
  }
  const setFollowing = useCallback(
    (isFollowing: boolean) =>
      setSeen((before) => (before.isFollowing === isFollowing ? before : { ...before, isFollowing, unseen: 0 })),
    [],
  )
  return useMemo(() => ({ ...seen, setFollowing }), [seen, setFollowing])
}

/** Counts the items that are newer than the one with the key; all where it isn't there. */
function countNewer(rows: FeedRows<unknown>, order: FeedOrder, key: string | undefined): number {
  let count = 0
  for (let nth = 0; nth < rows.count; nth += 1) {
    const row = getNth(rows, order, nth)
    if (row?.type !== 'item') continue
    if (row.key === key) break
    count += 1
  }
  return count
}

function findNewest(rows: FeedRows<unknown>, order: FeedOrder): string | undefined {
  for (let nth = 0; nth < rows.count; nth += 1) {
    const row = getNth(rows, order, nth)
    if (row?.type === 'item') return row.key
  }
  return undefined
}

/** Counts from the newest, whatever the order. */
function getNth(rows: FeedRows<unknown>, order: FeedOrder, nth: number) {
  return rows.get(order === 'newest-first' ? nth : rows.count - 1 - nth)
}
