import type { Engine } from '../../../core/engine/engine.js'
import type { TopicEvent } from '../../../core/engine/topicHandle.js'
import { defaultFeedLimit } from '../../../core/feed/defaultFeedLimit.js'
import type { TopicInfo } from '../../../core/contract/status.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import type { Topic } from '../../../core/contract/topic.js'
import type { BusTopic } from '../../bus/bus.js'
import type { BridgeServiceMetrics } from '../metrics/bridgeMetrics.js'
import { isRecord } from '../../../protocols/shared/guards.js'
import { isShared, pushed } from './publications.js'

interface FollowedTopic {
  readonly topic: Topic
  readonly stop: () => void
  /** The number of a feed's items that its readers want. */
  limit: number
  /** The number of items that the service was asked for, or that lists begin with. */
  filled: number
  /** A state's value that every instance has. */
  shared: unknown
  /** A feed's value when it was last published: a change too small for a piece goes with the next one. */
  lastPublished?: unknown
}

export interface FollowedTopicsOptions {
  readonly engine: Engine
  readonly protocol: Protocol
  /** The time in ms, of any origin. */
  readonly now: () => number
  readonly publish: (topic: BusTopic, data: unknown) => void
  /** True while this instance holds the lease: only the holder publishes. */
  readonly isHeld: () => boolean
  /** Called when the engine says something else of a topic. */
  readonly onInfo: (key: string, info: TopicInfo) => void
  /** Called when the service has moved on, by news that did not come over the bus first. */
  readonly onMoved: (key: string) => void
  /** True for a topic whose news come by webhooks. */
  readonly isPushed: (key: string) => boolean
}

/** The interval of polls beside webhooks, in ms, as beside a socket. */
const verifyMs = 20_000

/** An unknown id is asked for again after a quarter of the time that it has been unknown, within these, in ms. */
const leastUnknownMs = 3_000
const mostUnknownMs = 300_000
const toUnknownMs = (unknownForMs: number): number =>
  Math.min(mostUnknownMs, Math.max(leastUnknownMs, unknownForMs / 4))

/** False for data that say that the service knows nothing of the topic. */
export function hasStatus(data: unknown): boolean {
  const status = isRecord(data) ? data['status'] : undefined
  return data !== undefined && status !== 'unknown' && status !== 'not_found'
}

/** The topics of one protocol that the engine follows, since readers of some instance want them. */
export interface FollowedTopics {
  /** Follows these topics, and stops following others. */
  setWanted(topics: readonly BusTopic[]): void
  has(key: string): boolean
  getMetrics(): Pick<BridgeServiceMetrics, 'isHeld' | 'status' | 'topics'>
  getTopic(key: string): Topic | undefined
  /** Merges a state's data from the bus into the value that every instance has. */
  mergeShared(key: string, topic: Topic, data: unknown): void
  /** Has the engine keep at least `limit` items of a feed. */
  raiseLimit(key: string, limit: number): void
  /** Returns the number of a feed's items that the service was last asked for; of what isn't followed the default. */
  getFilled(key: string): number
  setFilled(key: string, count: number): void
  close(): void
}

/** Publishes each change of a followed topic once: data that came over the bus isn't published again. */
export function createFollowedTopics(options: FollowedTopicsOptions): FollowedTopics {
  const { engine, isHeld, isPushed, now, onInfo, onMoved, protocol, publish } = options
  const followed = new Map<string, FollowedTopic>()

  const hasData = (topic: Topic) =>
    protocol.stateOf(topic).pieces !== undefined || hasStatus(engine.topic(topic).getData())

  function followTopic({ key, topic }: BusTopic): FollowedTopic {
    const followedAt = now()
    const entry: FollowedTopic = {
      topic,
      stop: () => stops.forEach((stop) => stop()),
      limit: defaultFeedLimit,
      filled: defaultFeedLimit,
      shared: engine.topic(topic).getData(),
    }
    const watcher = {
      refetch: () => engine.topic(topic).snapshot(),
      get limit() {
        return entry.limit
      },
      get pollingIntervalMs() {
        if (isPushed(key)) return verifyMs
        return hasData(topic) ? undefined : toUnknownMs(now() - followedAt)
      },
    }
    const stops = [
      engine.topic(topic).on((event) => {
        if (event.type === 'info') onInfo(key, engine.topic(topic).getShown().info)
        else publishChange(entry, key, topic, event)
      }),
      engine.topic(topic).watch(watcher),
    ]
    return entry
  }

  function publishChange(entry: FollowedTopic, key: string, topic: Topic, event: TopicEvent<unknown>) {
    if (event.type !== 'data') return
    const before = entry.lastPublished ?? event.before
    entry.lastPublished = undefined
    if (!isHeld()) return
    const { hasMoved, merge, pieces } = protocol.stateOf(topic)
    const data = pieces ? pieces.diff(before, event.whole) : event.data
    if (pieces && data === undefined) entry.lastPublished = before
    if (data === undefined || (!pieces && isShared(merge, entry.shared, data))) return
    if (!pieces && entry.shared !== undefined && hasMoved(entry.shared, data)) onMoved(key)
    if (!pieces) entry.shared = data
    publish({ protocol: protocol.id, key, topic }, data)
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
    getMetrics: () => ({ status: engine.getConnection().status, isHeld: isHeld(), topics: followed.size }),
    getTopic: (key) => followed.get(key)?.topic,
    mergeShared(key, topic, data) {
      const entry = followed.get(key)
      const { merge, pieces } = protocol.stateOf(topic)
      if (entry && !pieces) entry.shared = merge(entry.shared, data, pushed)
    },
    raiseLimit(key, limit) {
      const entry = followed.get(key)
      if (entry) entry.limit = Math.max(entry.limit, limit)
    },
    getFilled: (key) => followed.get(key)?.filled ?? defaultFeedLimit,
    setFilled(key, count) {
      const entry = followed.get(key)
      if (entry) entry.filled = Math.max(entry.filled, count)
    },
    close() {
      for (const { stop } of followed.values()) stop()
      followed.clear()
    },
  }
}
