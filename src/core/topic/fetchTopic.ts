import type { QueueSlot } from './requestBudget.js'
import { toMistake } from '../contract/errors.js'
import type { FeedRange } from '../contract/fetchContext.js'
import type { LiveTopicContext } from './liveTopicContract.js'
import type { Newest } from '../contract/newest.js'
import type { Topic } from '../contract/topic.js'

/** Asks for a topic, each request in its turn. Rejects with `NOT_POLLABLE` where nobody can be asked. */
export async function fetchTopic<T extends Topic, Data>(
  topic: T,
  { budget, protocol }: Pick<LiveTopicContext<T, Data>, 'budget' | 'protocol'>,
  newest: Newest<Data>,
  slot: QueueSlot,
  range?: FeedRange,
): Promise<Data> {
  const state = protocol.stateOf(topic)
  if (state.fetch)
    return state.fetch(topic, {
      current: newest.get(),
      limit: newest.getLimit(),
      range,
      request: (run) => budget.request({ ...slot, run }),
    })
  throw toMistake(
    'NOT_POLLABLE',
    process.env.NODE_ENV !== 'production' && {
      what: `The ${protocol.id} service tells "${topic.kind}" over the socket only.`,
      remedy: 'Read it with a hook: it can be neither prefetched nor refetched.',
    },
    protocol.id,
  )
}
