import type { Feed, FeedData } from '../contract/feed.js'
import type { Topic } from '../contract/topic.js'
import { diffFeed, type FeedChanges } from '../feed/diffFeed.js'
import type { TopicHandle } from './topicHandle.js'

/**
 * Calls back for each change of a feed. What the first answer brought is no event.
 *
 * @param getOnEvents Asked at each change, so that the latest is called.
 */
export function watchFeed<T extends Topic, Item>(
  handle: TopicHandle<T, FeedData<Item>>,
  identity: Feed<T, Item>['identity'],
  getOnEvents: () => ((changes: FeedChanges<Item>) => void) | undefined,
): () => void {
  return handle.on((event) => {
    const onEvents = getOnEvents()
    if (event.type !== 'data' || !event.before || !onEvents) return
    const changes = diffFeed(event.before, event.whole, identity)
    if (changes) onEvents(changes)
  })
}
