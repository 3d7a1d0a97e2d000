import type { FeedData } from '../contract/feed.js'

/** News of a feed that the socket brought. */
export function toFeedPiece<Item>(items: readonly Item[], position: (item: Item) => number): FeedData<Item> {
  const covered = items.map((item) => ({ from: position(item), to: position(item) }))
  return { items, removed: [], covered, left: [], isBroken: items.length === 0, hasOlder: true }
}
