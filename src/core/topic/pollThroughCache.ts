import type { Watcher } from './liveTopicContract.js'
import type { TopicStateEvent } from './topicState.js'

/**
 * Tells one reader's cache to refetch, so that the cache's own users see the request.
 *
 * @param advance Answers whether the event has changed anything.
 */
export function pollThroughCache(
  watchers: Set<Watcher>,
  advance: (event: TopicStateEvent) => boolean,
  refresh: () => void,
): void {
  const [reader] = watchers
  if (!reader) return
  advance({ type: 'refetching', reader })
  const onReturn = () => {
    if (!advance({ type: 'refetched', reader })) return
    // It did not ask: another reader's turn comes first.
    if (watchers.delete(reader)) watchers.add(reader)
    refresh()
  }
  reader.refetch().then(onReturn, onReturn)
}
