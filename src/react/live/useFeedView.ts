'use client'

import { useCallback, useState } from 'react'
import type { Cleared, FeedShown } from '../../core/feed/feedView.js'

/** One reader's view of a feed: paused, cleared, extended. */
export interface View<Item> {
  readonly pausedAt?: FeedShown<Item> | undefined
  readonly cleared?: Cleared | undefined
  /** The gaps that it was told to show no more, by where they begin. */
  readonly dismissed: readonly number[]
  /** The room for older items beyond the limit. */
  readonly extra: number
  /** How many requests for older items are under way. */
  readonly loading: number
}

const untouched: View<never> = { dismissed: [], extra: 0, loading: 0 }

/** Each feed is looked at afresh: what was done to another one doesn't count. */
export function useFeedView<Item>(key: string | undefined): {
  readonly view: View<Item>
  change(toChange: (view: View<Item>) => Partial<View<Item>>): void
  /** The same for what has been going on: without effect where another feed is looked at by now. */
  adjust(toChange: (view: View<Item>) => Partial<View<Item>>): void
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
  const adjust = useCallback(
    (toChange: (view: View<Item>) => Partial<View<Item>>) =>
      setStored((before) =>
        before.key === key ? { key, view: { ...before.view, ...toChange(before.view) } } : before,
      ),
    [key],
  )
  return { change, adjust, view: stored.key === key ? stored.view : untouched }
}
