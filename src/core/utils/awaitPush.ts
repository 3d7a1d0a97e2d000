import { type OnwireError, toMistake } from '../contract/errors.js'
import type { PushedTopic } from '../contract/pushedTopic.js'

/**
 * Answers requests for a value that only the socket brings, as `State.awaitPush`: with the data that are known, or else
 * with the first that come. Rejects with `NOT_POLLABLE` where nobody watches, so that nothing comes.
 */
export async function awaitPush<Data>(topic: PushedTopic<Data>, isWatched: boolean): Promise<Data> {
  if (!isWatched) throw createNotPollableError(topic)
  const data = topic.getData()
  if (data !== undefined) return data
  return new Promise((resolve) => {
    const stop = topic.on((event) => {
      if (event.type !== 'data') return
      stop()
      resolve(event.data)
    })
  })
}

export function createNotPollableError({
  protocol,
  topic,
}: Pick<PushedTopic<never>, 'protocol' | 'topic'>): OnwireError {
  return toMistake(
    'NOT_POLLABLE',
    process.env.NODE_ENV !== 'production' && {
      what: `The ${protocol.id} service tells "${topic.kind}" over the socket only.`,
      remedy: 'Read it with a hook: it can be neither prefetched nor refetched.',
    },
    protocol.id,
  )
}
