import type { Watcher } from './liveTopicContract.js'
import type { TopicStateEvent } from './topicState.js'

/**
 * Tells one reader's cache to refetch, so that the cache's own users see the request. Whoever did not ask the last time
 * comes last.
 *
 * @param unanswered The reader that was told the last time, and neither asked nor came back.
 * @param advance Answers whether the event has changed anything.
 */
export function pollThroughCache(
  watchers: Set<Watcher>,
  unanswered: unknown,
  advance: (event: TopicStateEvent) => boolean,
  refresh: () => void,
): void {
  const putLast = (reader: Watcher) => watchers.delete(reader) && watchers.add(reader)
  for (const reader of [...watchers]) if (reader === unanswered) putLast(reader)
  const [reader] = watchers
  if (!reader) return
  advance({ type: 'refetching', reader })
  const onReturn = () => {
    if (!advance({ type: 'refetched', reader })) return
    putLast(reader)
    refresh()
  }
  reader.refetch(reader === unanswered).then(onReturn, onReturn)
}
