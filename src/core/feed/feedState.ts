import type { Feed, FeedData } from '../contract/feed.js'
import type { State } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'
import { awaitPush } from '../utils/awaitPush.js'
import { createFeedIndex } from './feedIndex.js'
import { fetchFeed } from './fetchFeed.js'
import { createFeedPieces } from './feedPieces.js'
import { type FeedContext, mergeFeed } from './mergeFeed.js'
import { createNewestFeed } from './newestFeed.js'
import { reviveFeed } from './reviveFeed.js'
import { createGetSettled } from './settled.js'

/**
 * A feed as a state whose value is the list.
 *
 * - Each item is there once, and in its order, whatever way and however often it came.
 * - News that the socket brought while a request ran are newer than its answer.
 * - An item that the service has taken back stays, and is marked.
 */
export function createFeedState<T extends Topic, Item>(feed: Feed<T, Item>): State<T, FeedData<Item>> {
  const context: FeedContext<T, Item> = {
    feed,
    indices: createFeedIndex(feed.identity),
    getSettled: createGetSettled(),
    order: (a, b) => feed.position(a) - feed.position(b) || (feed.compare?.(a, b) ?? 0),
  }
  const pieces = createFeedPieces(context)
  const state: Pick<State<T, FeedData<Item>>, 'hasMoved' | 'merge'> = {
    merge: (previous, next, source) => mergeFeed(context, previous, next, source),
    hasMoved: (from, to) => hasNewerItem(context, from, to),
  }
  return {
    ...(feed.fetch ? { fetch: (topic, fetchContext) => fetchFeed(context, topic, fetchContext) } : { awaitPush }),
    ...state,
    finality: () => 'open',
    revive: (value) => reviveFeed(value, feed.isItem),
    pieces: { ...pieces, createNewest: createNewestFeed(state, pieces) },
  }
}

function hasNewerItem<T extends Topic, Item>(
  { order }: FeedContext<T, Item>,
  from: FeedData<Item>,
  to: FeedData<Item>,
): boolean {
  const [before, after] = [from.items.at(-1), to.items.at(-1)]
  return after !== undefined && (before === undefined || order(before, after) < 0)
}
