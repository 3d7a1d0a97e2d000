import type { Change } from '../contract/newest.js'
import type { Feed, FeedData, Interval } from '../contract/feed.js'
import type { Topic } from '../contract/topic.js'
import { diffFeed, type FeedChanges } from '../feed/diffFeed.js'
import { getHoles, intersect, subtract } from '../feed/intervals.js'
import type { TopicHandle } from './topicHandle.js'

type OnFeedEvents<Item> = (changes: FeedChanges<Item>) => void

/**
 * Calls back for each change of a feed. What the first answer brought is no event.
 *
 * @param getOnEvents Asked at each change, so that the latest is called.
 */
export function watchFeed<T extends Topic, Item>(
  handle: TopicHandle<T, FeedData<Item>>,
  identity: Feed<T, Item>['identity'],
  getOnEvents: () => OnFeedEvents<Item> | undefined,
): () => void {
  return handle.on((event) => {
    const onEvents = getOnEvents()
    if (event.type !== 'data' || !event.before || !onEvents) return
    const changes = diffFeed(event.before, event.whole, identity)
    const missed = getMissed(event, handle.kind.fetch !== undefined)
    if (changes || missed) onEvents({ added: [], replaced: [], removed: [], ...changes, ...(missed && { missed }) })
  })
}

/** Finds the gaps that are new with this change, and that nobody fills by itself. */
function getMissed({ before, data, whole }: Change<FeedData<unknown>>, isPollable: boolean): Interval | undefined {
  const getLeft = ({ covered, left }: FeedData<unknown>) => (isPollable ? left : getHoles(covered))
  const gaps = intersect(subtract(getLeft(data), before ? getLeft(before) : []), getHoles(whole.covered))
  const [first] = gaps
  return first && { from: first.from, to: gaps.at(-1)?.to ?? first.to }
}
