import type { FeedRange, FetchContext } from '../contract/fetchContext.js'
import type { Topic } from '../contract/topic.js'
import { lagMs } from '../topic/snapshots.js'
import { createNotPollableError } from '../utils/awaitPush.js'
import type { Engine } from './engine.js'
import type { TopicHandle } from './topicHandle.js'

/**
 * Asks for a stretch of a feed: something older, or a gap. Rejects with an `OnwireError`.
 *
 * @param limit How many items are wanted, where the stretch has no `from`.
 */
export async function fetchRange<T extends Topic, Data>(
  engine: Engine<T, Data>,
  handle: TopicHandle<T, Data>,
  range: FeedRange,
  limit: number,
): Promise<void> {
  const { getData, kind, topic } = handle
  if (!kind.fetch) throw createNotPollableError(handle)
  const askedAt = engine.environment.clock.now()
  const request = createRangeRequest(engine)
  handle.receive(await kind.fetch(topic, { current: getData(), limit, range, request }), 'poll', askedAt)
}

/**
 * Makes the requests for one stretch. The first goes before the topics, since somebody waits for it. Each further one
 * queues as a topic's routine poll does: a long stretch keeps nothing else from being asked for.
 */
export function createRangeRequest({
  ask,
  environment,
}: Pick<Engine, 'ask' | 'environment'>): FetchContext<unknown>['request'] {
  let since = 0
  return (run) => {
    const answer = ask(run, since)
    since = environment.clock.now() + lagMs
    return answer
  }
}
