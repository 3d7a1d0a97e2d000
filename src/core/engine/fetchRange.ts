import type { FeedRange } from '../contract/fetchContext.js'
import type { Topic } from '../contract/topic.js'
import { createNotPollableError } from '../utils/awaitPush.js'
import type { Engine } from './engine.js'
import type { TopicHandle } from './topicHandle.js'

/**
 * Asks for a stretch of a feed: something older, or a gap. Rejects with an `OnwireError`.
 *
 * @param limit How many items are wanted, where the stretch has no `from`.
 */
export async function fetchRange<T extends Topic, Data>(
  { ask, environment }: Engine<T, Data>,
  handle: TopicHandle<T, Data>,
  range: FeedRange,
  limit: number,
): Promise<void> {
  const { getData, kind, topic } = handle
  if (!kind.fetch) throw createNotPollableError(handle)
  const askedAt = environment.clock.now()
  handle.receive(await kind.fetch(topic, { current: getData(), limit, range, request: ask }), 'poll', askedAt)
}
