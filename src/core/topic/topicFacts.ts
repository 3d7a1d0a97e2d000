import type { State } from '../contract/protocol.js'
import type { Newest } from '../contract/newest.js'
import type { Topic } from '../contract/topic.js'
import type { LiveTopicContext, Watcher } from './liveTopicContract.js'
import type { TopicFacts } from './topicState.js'

/** Reads each fact at the moment of its use: most events need one or two of them, and a page may follow thousands. */
export function createTopicFacts<T extends Topic, Data>(
  key: string,
  kind: State<T, Data>,
  { connection, environment, pollingIntervalMs }: LiveTopicContext<T, Data>,
  newest: Newest<Data>,
  watchers: ReadonlySet<Watcher>,
): TopicFacts {
  const { clock, page } = environment
  return {
    get now() {
      return clock.now()
    },
    get unixNow() {
      return clock.unixNow()
    },
    get random() {
      return environment.random()
    },
    get isWatched() {
      return watchers.size > 0
    },
    get isAcknowledged() {
      return connection.isAcknowledged(key)
    },
    get heardAt() {
      return connection.getHeardAt()
    },
    get isVisible() {
      return page.isVisible()
    },
    get isSlowed() {
      return connection.isSlowed()
    },
    get finality() {
      const data = newest.get()
      return data === undefined ? 'open' : kind.finality(data)
    },
    get movedAt() {
      return newest.getMovedAt()
    },
    get intervalMs() {
      return Math.min(...Array.from(watchers, (each) => each.pollingIntervalMs ?? pollingIntervalMs))
    },
    get isOutOfView() {
      return watchers.size > 0 && [...watchers].every(({ priority }) => priority === 'low')
    },
    isPollable: kind.fetch !== undefined,
    isFeed: kind.pieces !== undefined,
    toInfo: kind.toInfo,
  }
}
