import type { FeedData } from '../../../core/contract/feed.js'
import type { Engine } from '../../../core/engine/engine.js'
import type { FeedRange } from '../../../core/contract/fetchContext.js'
import { reviveFeed } from '../../../core/feed/reviveFeed.js'
import { toRecord } from '../../../protocols/shared/guards.js'
import type { BusTopic } from '../../bus/bus.js'
import type { FollowedTopics } from './followedTopics.js'

/** How long a reader waits for more than is known, in ms: pages give a request up after 10 s. */
const patienceMs = 8_000

export interface OlderItemsOptions {
  readonly engine: Engine
  readonly followed: Pick<FollowedTopics, 'getFilled' | 'has' | 'raiseLimit' | 'setFilled'>
}

/** Asks the service for a stretch with about `count` items. `name` is unique among those of all topics. */
export type FetchOlder = (name: string, range: FeedRange, count: number) => Promise<unknown>

/** Fills lists whose readers want more items than lists begin with. */
export interface OlderItems {
  /**
   * Returns `data` with at least `count` items, as far as the service has so many within one reading.
   *
   * - The list of a followed topic keeps them: each item is asked for once, however many readers want it.
   * - Where the service doesn't answer within 8 s, `data` is marked as trimmed. The list is filled all the same, and
   *   the reader's next request has the rest.
   */
  fill(topic: BusTopic, data: unknown, count: number, fetch: FetchOlder): Promise<unknown>
}

export function createOlderItems({ engine, followed }: OlderItemsOptions): OlderItems {
  const underWay = new Map<string, Promise<unknown>>()

  /** Asks until there are enough, the service has no more, or an answer brings nothing. */
  async function fetchOlder(wanted: BusTopic, data: unknown, count: number, fetch: FetchOlder): Promise<unknown> {
    const { key, topic } = wanted
    const { clock } = engine.environment
    const { getData, kind, receive } = engine.topic(topic)
    const isFollowed = followed.has(key)
    if (isFollowed) followed.raiseLimit(key, count)
    // It may have been followed meanwhile, and cut for readers who want fewer.
    const newest = isFollowed ? getData() : data
    const feed = toUnfilled(newest, count)
    const [first] = feed?.covered ?? []
    if (!feed || !first) return newest
    const askedAt = clock.now()
    // A trimmed list may lack items of its first position.
    const to = feed.isTrimmed ? first.from : first.from - 1
    const older = await fetch(`${key} older ${to} ${count}`, { to }, count - feed.items.length)
    if (isFollowed) receive(older, 'poll', askedAt)
    const source = { via: 'poll', receivedAt: clock.now(), askedAt, previousChangedAt: -Infinity } as const
    // Where nobody follows it, nobody would let go of it again.
    const next = isFollowed ? getData() : kind.merge(newest, older, source)
    return countItems(next) > feed.items.length ? fetchOlder(wanted, next, count, fetch) : next
  }

  async function fetchOnce(topic: BusTopic, data: unknown, count: number, fetch: FetchOlder): Promise<unknown> {
    const filled = await fetchOlder(topic, data, count, fetch)
    followed.setFilled(topic.key, count)
    return filled
  }

  function share(topic: BusTopic, data: unknown, count: number, fetch: FetchOlder): Promise<unknown> {
    const name = `${topic.key} ${count}`
    const answer = underWay.get(name) ?? fetchOnce(topic, data, count, fetch).finally(() => void underWay.delete(name))
    underWay.set(name, answer)
    return answer
  }

  return {
    async fill(topic, data, count, fetch) {
      if (count <= followed.getFilled(topic.key) || !toUnfilled(data, count)) return data
      let stop = () => {}
      const late = new Promise<unknown>((resolve) => {
        stop = engine.environment.clock.after(patienceMs, () => resolve(toTrimmed(data)))
      })
      const filled = share(topic, data, count, fetch).catch(() => toTrimmed(data))
      return Promise.race([filled, late]).finally(stop)
    },
  }
}

/** Marks a list that was cut for this bridge's sake: its reader may have more of it by asking for a range. */
export function toTrimmed(data: unknown): unknown {
  return toRecord(data)['hasOlder'] === true ? { ...toRecord(data), isTrimmed: true } : data
}

/** The list, where it has fewer items than are wanted, and there are more. */
function toUnfilled(data: unknown, count: number): FeedData<unknown> | undefined {
  const feed = reviveFeed(data, isAny)
  return feed?.hasOlder && feed.items.length < count ? feed : undefined
}

const isAny = (_item: unknown): _item is unknown => true

export function countItems(data: unknown): number {
  const { items } = toRecord(data)
  return Array.isArray(items) ? items.length : 0
}
