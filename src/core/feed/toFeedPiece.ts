import type { FeedData } from '../contract/feed.js'

/** Makes a piece of a feed from news that the socket brought. */
export function toFeedPiece<Item>(items: readonly Item[], position: (item: Item) => number): FeedData<Item> {
  const covered = items.map((item) => ({ from: position(item), to: position(item) }))
  return { items, removed: [], covered, left: [], isBroken: items.length === 0, hasOlder: true }
}
