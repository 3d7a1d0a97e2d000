import type { FeedData } from './feed.js'
import { type FeedGap, getGaps } from './feedGaps.js'
import { isSameJson } from './isSameJson.js'

/** What people see of a feed. */
export interface FeedShown<Item> extends Pick<FeedData<Item>, 'items' | 'removed' | 'hasOlder'> {
  readonly gaps: readonly FeedGap[]
}

/** `previous` itself where nothing that is seen has changed: each answer moves a feed's end, and most bring nothing. */
export function toFeedShown<Item>(
  previous: FeedShown<Item> | undefined,
  data: FeedData<Item>,
  isPollable: boolean,
): FeedShown<Item> {
  const { hasOlder, items, removed } = data
  const next = { items, removed, hasOlder, gaps: getGaps(data, isPollable) }
  const isSame =
    previous?.items === items && previous.removed === removed && isSameJson({ ...previous, items }, { ...next, items })
  return isSame && previous ? previous : next
}

export interface FeedView<Item> {
  /** What was shown when it was paused. */
  readonly pausedAt?: FeedShown<Item> | undefined
  /** The newest item when it was cleared. */
  readonly clearedAt?: Item | undefined
  readonly limit: number
  position(item: Item): number
}

/** What is shown of a feed that is paused, cleared, or longer than its limit. */
export function viewFeed<Item>(live: FeedShown<Item>, view: FeedView<Item>): FeedShown<Item> {
  const { clearedAt, pausedAt, position } = view
  const shown = pausedAt ? extendBack(pausedAt, live) : live
  const cleared = clearedAt === undefined ? -1 : shown.items.lastIndexOf(clearedAt)
  const start = Math.max(cleared + 1, shown.items.length - view.limit)
  if (start === 0) return shown
  const items = shown.items.slice(start)
  const [first] = items
  const edge = first === undefined ? clearedAt : first
  const gaps = shown.gaps.filter(({ to }) => to === undefined || edge === undefined || to > position(edge))
  return { ...shown, items, gaps, hasOlder: true }
}

/** What was shown when it was paused, and the older items that came since. */
function extendBack<Item>(pausedAt: FeedShown<Item>, live: FeedShown<Item>): FeedShown<Item> {
  const [oldest, newest] = [pausedAt.items[0], pausedAt.items.at(-1)]
  if (oldest === undefined || newest === undefined) return pausedAt
  const end = live.items.lastIndexOf(newest)
  // Where the limit has let go of some, what was shown stays.
  return end >= 0 && live.items.includes(oldest) ? { ...live, items: live.items.slice(0, end + 1) } : pausedAt
}

/** What has come after the newest of what is shown. */
export function getUnseen<Item>(shown: FeedShown<Item>, live: FeedShown<Item>): readonly Item[] {
  const newest = shown.items.at(-1)
  return newest === undefined ? live.items : live.items.slice(live.items.lastIndexOf(newest) + 1)
}

/** Up to where to ask for what was before all that is known. */
export function getOlderRange<Item>(
  { covered, isTrimmed, items }: FeedData<Item>,
  position: (item: Item) => number,
): { readonly to: number } | undefined {
  const [[first], [part]] = [items, covered]
  if (first !== undefined && (isTrimmed || !part)) return { to: position(first) }
  return part && { to: part.from - 1 }
}
