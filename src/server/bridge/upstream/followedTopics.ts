import type { Engine } from '../../../core/engine/engine.js'
import type { TopicEvent } from '../../../core/engine/topicHandle.js'
import { defaultFeedLimit } from '../../../core/feed/defaultFeedLimit.js'
import { isSameJson } from '../../../core/utils/json.js'
import type { Protocol, State } from '../../../core/contract/protocol.js'
import type { Source, Topic } from '../../../core/contract/topic.js'
import type { BusNews, BusTopic } from '../../bus/bus.js'

/** Marks data that came over the bus: the socket of some instance brought it. */
export const pushed: Source = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }

interface FollowedTopic {
  readonly stop: () => void
  /** The number of a feed's items that its readers want. */
  limit: number
  /** A state's value that every instance has. */
  shared: unknown
  /** A feed's value when it was last published: a change too small for a piece goes with the next one. */
  lastPublished?: unknown
}

export interface FollowedTopicsOptions {
  readonly engine: Engine
  readonly protocol: Protocol
  readonly instance: string
  readonly publish: (news: BusNews) => void
  /** True while this instance holds the lease: only the holder publishes. */
  readonly isHeld: () => boolean
}

/** The topics of one protocol that the engine follows, since readers of some instance want them. */
export interface FollowedTopics {
  /** Follows these topics, and stops following others. */
  setWanted(topics: readonly BusTopic[]): void
  has(key: string): boolean
  /** Merges a state's data from the bus into the value that every instance has. */
  mergeShared(key: string, topic: Topic, data: unknown): void
  /** Has the engine keep at least `limit` items of a feed. */
  raiseLimit(key: string, limit: number): void
  close(): void
}

/** Publishes each change of a followed topic once: data that came over the bus isn't published again. */
export function createFollowedTopics(options: FollowedTopicsOptions): FollowedTopics {
  const { engine, instance, isHeld, protocol, publish } = options
  const followed = new Map<string, FollowedTopic>()

  function followTopic({ key, topic }: BusTopic): FollowedTopic {
    const entry: FollowedTopic = {
      stop: () => stops.forEach((stop) => stop()),
      limit: defaultFeedLimit,
      shared: engine.topic(topic).getData(),
    }
    const watcher = {
      refetch: () => engine.topic(topic).snapshot(),
      get limit() {
        return entry.limit
      },
    }
    const stops = [
      engine.topic(topic).on((event) => publishChange(entry, key, topic, event)),
      engine.topic(topic).watch(watcher),
    ]
    return entry
  }

  function publishChange(entry: FollowedTopic, key: string, topic: Topic, event: TopicEvent<unknown>) {
    if (event.type !== 'data') return
    const before = entry.lastPublished ?? event.before
    entry.lastPublished = undefined
    if (!isHeld()) return
    const { merge, pieces } = protocol.stateOf(topic)
    const data = pieces ? pieces.diff(before, event.whole) : event.data
    if (pieces && data === undefined) entry.lastPublished = before
    if (data === undefined || (!pieces && isShared(merge, entry.shared, data))) return
    if (!pieces) entry.shared = data
    publish({ protocol: protocol.id, key, topic, data, from: instance })
  }

  return {
    setWanted(topics) {
      const wanted = new Map(topics.map((topic) => [topic.key, topic]))
      for (const [key, { stop }] of followed)
        if (!wanted.has(key)) {
          followed.delete(key)
          stop()
        }
      for (const [key, topic] of wanted) if (!followed.has(key)) followed.set(key, followTopic(topic))
    },
    has: (key) => followed.has(key),
    mergeShared(key, topic, data) {
      const entry = followed.get(key)
      const { merge, pieces } = protocol.stateOf(topic)
      if (entry && !pieces) entry.shared = merge(entry.shared, data, pushed)
    },
    raiseLimit(key, limit) {
      const entry = followed.get(key)
      if (entry) entry.limit = Math.max(entry.limit, limit)
    },
    close() {
      for (const { stop } of followed.values()) stop()
      followed.clear()
    },
  }
}

/** True if every instance has this data already: data from the bus moves this engine, too. */
function isShared(merge: State<Topic, unknown>['merge'], shared: unknown, data: unknown): boolean {
  return shared !== undefined && isSameJson(merge(shared, data, pushed), shared)
}
