import type { ItemReader } from '../contract/feed.js'
import type { FeedGap } from './gaps.js'

/** One line of a feed. */
export type FeedRow<Item> =
  | { readonly type: 'item'; readonly key: string; readonly item: Item; readonly isRemoved: boolean }
  | { readonly type: 'gap'; readonly key: string; readonly gap: FeedGap }

/** The lines of a feed, items and gaps, made when they are looked at: a list of 100 000 costs what is on the screen. */
export interface FeedRows<Item> {
  readonly count: number
  get(index: number): FeedRow<Item> | undefined
  /** All items, in the order of the lines. */
  getItems(): readonly Item[]
}

/** The lines of a feed. A loop, a spread and `Array.from` make all of them. */
export interface IterableFeedRows<Item> extends FeedRows<Item>, Iterable<FeedRow<Item>> {}

export interface FeedRowsOptions<Item, Shown> {
  /** Oldest first. */
  readonly items: readonly Item[]
  readonly gaps: readonly FeedGap[]
  readonly removed: readonly string[]
  readonly isNewestFirst: boolean
  /** Makes an item into what its line shows. */
  toShown(item: Item): Shown
}

export function createFeedRows<Item, Shown>(
  { identity, position }: ItemReader<Item>,
  { gaps, isNewestFirst, items, removed, toShown }: FeedRowsOptions<Item, Shown>,
): IterableFeedRows<Shown> {
  const gone = new Set(removed)
  const count = items.length + gaps.length
  // Gaps by their line among all, oldest first.
  const gapsByLine = new Map(gaps.map((gap, nth) => [findFrom(gap.to ?? Infinity) + nth, gap]))
  const gapLines = [...gapsByLine.keys()]

  /** Finds the first item at a position or after it. */
  function findFrom(to: number): number {
    let [low, high] = [0, items.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const item = items[middle]
      if (item !== undefined && position(item) < to) low = middle + 1
      else high = middle
    }
    return low
  }

  let all: readonly Shown[] | undefined

  const rows: IterableFeedRows<Shown> = {
    count,
    *[Symbol.iterator]() {
      for (let index = 0; index < count; index += 1) {
        const row = rows.get(index)
        if (row) yield row
      }
    },
    getItems() {
      all ??= isNewestFirst
        ? Array.from(items, (_item, nth) => toShown(items.at(-1 - nth) ?? _item))
        : items.map((item) => toShown(item))
      return all
    },
    get(index) {
      const line = isNewestFirst ? count - 1 - index : index
      const gap = gapsByLine.get(line)
      if (gap) return { type: 'gap', key: `gap ${gap.from}`, gap }
      const item = items[line - gapLines.filter((gapLine) => gapLine < line).length]
      if (item === undefined) return undefined
      const key = identity(item)
      return { type: 'item', key, item: toShown(item), isRemoved: gone.has(key) }
    },
  }
  return rows
}
