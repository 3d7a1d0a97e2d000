import type { FeedData, Interval } from '../contract/feed.js'

/** The changes between two states of a feed. */
export interface FeedChanges<Item> {
  /** Oldest first. Items that had been taken back, and are there again, are among them. */
  readonly added: readonly Item[]
  /** Items as they are now, where they were otherwise before. */
  readonly replaced: readonly Item[]
  /** Items that the service has taken back. */
  readonly removed: readonly Item[]
  /**
   * A stretch in which items may have been missed that won't be told: too much came at once, or nobody can be asked. In
   * the feed's positions (blocks, or unix ms), both ends included. A gap is shown there until somebody loads it.
   */
  readonly missed?: Interval
}

/** Undefined where nothing has changed. Lists that begin and end alike are compared only where they differ. */
export function diffFeed<Item>(
  before: FeedData<Item>,
  after: FeedData<Item>,
  identity: (item: Item) => string,
): FeedChanges<Item> | undefined {
  const [old, now] = [before.items, after.items]
  let start = 0
  while (start < old.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1

  const earlier = new Map(old.slice(start, old.length - end).map((item) => [identity(item), item]))
  const fresh = now.slice(start, now.length - end).filter((item) => earlier.get(identity(item)) !== item)
  const isBack = (item: Item) => before.removed.includes(identity(item)) && !after.removed.includes(identity(item))
  const isGone = (item: Item) => after.removed.includes(identity(item)) && !before.removed.includes(identity(item))
  const hasMarks = before.removed !== after.removed
  const added = fresh.filter((item) => !earlier.has(identity(item)))
  const replaced = fresh.filter((item) => earlier.has(identity(item)))
  const back =
    hasMarks && before.removed.length > 0 ? now.filter(isBack).filter((item) => !replaced.includes(item)) : []
  const removed = hasMarks ? now.filter(isGone) : []
  const changes = { added: [...added, ...back], replaced, removed }
  return added.length + back.length + replaced.length + removed.length > 0 ? changes : undefined
}
