'use client'

import { useCallback, useState } from 'react'
import type { FeedShown } from '../core/feedShown.js'

/** What somebody has done to the feed that they look at. */
export interface View<Item> {
  readonly pausedAt?: FeedShown<Item> | undefined
  readonly clearedAt?: Item | undefined
  /** What was added to the limit, to make room for older items. */
  readonly extra: number
  /** How many requests for older items are under way. */
  readonly loading: number
}

const untouched: View<never> = { extra: 0, loading: 0 }

/** Each feed is looked at afresh: what was done to another one doesn't count. */
export function useFeedView<Item>(key: string | undefined): {
  readonly view: View<Item>
  change(toChange: (view: View<Item>) => Partial<View<Item>>): void
} {
  const [stored, setStored] = useState<{ readonly key: string | undefined; readonly view: View<Item> }>({
    key,
    view: untouched,
  })
  const change = useCallback(
    (toChange: (view: View<Item>) => Partial<View<Item>>) =>
      setStored((before) => {
        const view = before.key === key ? before.view : untouched
        return { key, view: { ...view, ...toChange(view) } }
      }),
    [key],
  )
  return { change, view: stored.key === key ? stored.view : untouched }
}
