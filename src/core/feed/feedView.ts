import type { FeedData, ItemReader } from '../contract/feed.js'
import { type FeedGap, getGaps } from './gaps.js'
import { isSameJson } from '../utils/json.js'

/** A feed as people see it. */
export interface FeedShown<Item> extends Pick<FeedData<Item>, 'items' | 'removed' | 'hasOlder'> {
  readonly gaps: readonly FeedGap[]
}

/**
 * Makes of a feed's data what is shown, and gives the same back as long as nothing changes that is seen:
 * each answer moves a feed's end, and most bring nothing.
 */
export function createFeedSelector<Item>(isPollable: boolean): (data: FeedData<Item>) => FeedShown<Item> {
  let last: FeedShown<Item> | undefined
  return (data) => {
    const { hasOlder, items, removed } = data
    const next = { items, removed, hasOlder, gaps: getGaps(data, isPollable) }
    const isSame =
      last?.items === items && last.removed === removed && isSameJson({ ...last, items }, { ...next, items })
    if (!last || !isSame) last = next
    return last
  }
}

/** The items that somebody cleared from the list. By identity: an item may be replaced, and stays cleared. */
export interface Cleared {
  readonly ids: ReadonlySet<string>
  /** The position up to which it was complete; gaps after it are shown. */
  readonly to: number
}

export interface FeedView<Item> {
  /** The feed as it was shown when it was paused. */
  readonly pausedAt?: FeedShown<Item> | undefined
  readonly cleared?: Cleared | undefined
  /** The gaps that aren't shown any more, by where they begin. None by default. */
  readonly dismissed?: readonly number[] | undefined
  readonly limit: number
}

/** Shows a feed that is paused, cleared, or longer than its limit. */
export function viewFeed<Item>(
  live: FeedShown<Item>,
  { cleared, dismissed = [], limit, pausedAt }: FeedView<Item>,
  { identity, position }: ItemReader<Item>,
): FeedShown<Item> {
  const all = pausedAt ? extendBack(pausedAt, live, identity) : live
  const shown = dismissed.length > 0 ? { ...all, gaps: all.gaps.filter(({ from }) => !dismissed.includes(from)) } : all
  const left = cleared ? shown.items.filter((item) => !cleared.ids.has(identity(item))) : shown.items
  const items = left.length > limit ? left.slice(-limit) : left
  if (items.length === shown.items.length) return shown
  const [first] = items
  const edge = cleared && items.length === left.length ? cleared.to : first === undefined ? -Infinity : position(first)
  // The gap next to the first item stays, and reaches up to it. What was cleared is seen no more.
  const gaps = shown.gaps.filter(({ to = Infinity }) => to > (cleared?.to ?? -Infinity))
  const isAbove = ({ to = Infinity }: FeedGap) => to > edge
  const next = gaps.filter((gap) => !isAbove(gap)).at(-1)
  const above = gaps.filter(isAbove)
  return {
    ...shown,
    items,
    gaps: next ? [{ ...next, to: Math.max(next.from, edge - 1) }, ...above] : above,
    hasOlder: true,
  }
}

export function clearFeed<Item>({ items }: FeedShown<Item>, { identity, position }: ItemReader<Item>): Cleared {
  const newest = items.at(-1)
  return { ids: new Set(items.map((item) => identity(item))), to: newest === undefined ? -Infinity : position(newest) }
}

/** Shows the feed as it was when it was paused, and the older items that came since. */
function extendBack<Item>(
  pausedAt: FeedShown<Item>,
  live: FeedShown<Item>,
  identity: ItemReader<Item>['identity'],
): FeedShown<Item> {
  const older = live.items.slice(0, countOlder(pausedAt, live, { identity }))
  return older.length === 0 ? pausedAt : { ...live, items: [...older, ...pausedAt.items] }
}

/** Finds the items that came since it was paused: those shown then, and older ones, aren't among them. */
export function getUnseen<Item>(
  pausedAt: FeedShown<Item>,
  live: FeedShown<Item>,
  { identity }: Pick<ItemReader<Item>, 'identity'>,
): readonly Item[] {
  const seen = toIds(pausedAt, identity)
  const older = countOlder(pausedAt, live, { identity })
  return live.items.slice(older).filter((item) => !seen.has(identity(item)))
}

/** Counts the items at hand that are older than those shown; 0 where none of those is there any more. */
export function countOlder<Item>(
  shown: FeedShown<Item>,
  live: FeedShown<Item>,
  { identity }: Pick<ItemReader<Item>, 'identity'>,
): number {
  // Any of them: the first may have been moved on by a re-organisation.
  const ids = toIds(shown, identity)
  return Math.max(
    0,
    live.items.findIndex((item) => ids.has(identity(item))),
  )
}

function toIds<Item>({ items }: FeedShown<Item>, identity: ItemReader<Item>['identity']): ReadonlySet<string> {
  return new Set(items.map((item) => identity(item)))
}

/** Says up to where to ask for items older than all at hand. */
export function getOlderRange<Item>(
  { covered, isTrimmed, items }: FeedData<Item>,
  position: (item: Item) => number,
): { readonly to: number } | undefined {
  const [[first], [part]] = [items, covered]
  if (first !== undefined && (isTrimmed || !part)) return { to: position(first) }
  return part && { to: part.from - 1 }
}
