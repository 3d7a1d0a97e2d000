import type { Clock } from '../../../core/contract/environment.js'
import type { BusMember, BusTopic } from '../../bus/bus.js'
import type { Limits } from '../limits.js'
import type { BridgeMetrics } from '../metrics/bridgeMetrics.js'
import { Refusal } from '../refusal.js'
import { toTopicId } from '../../bus/toTopicId.js'
import { createTopicRotation, type Rotated } from './topicRotation.js'
import { createPublication } from './publication.js'

interface Interest extends Rotated {
  readonly topic: BusTopic
  count: number
  stopLinger: (() => void) | undefined
  /** When the first of its readers came, in unix ms. Undefined while it lingers. */
  wantedAt: number | undefined
  /** The cursor from which on its updates are sure to be on the bus: nobody brought the earlier ones there. */
  since: string | undefined
  readonly published: Promise<void>
}

/**
 * Counts the topics that readers of this instance want. A topic that nobody wants any more lingers for a while:
 * a reader that lost its connection comes back, and has missed nothing.
 */
export interface Interests {
  /**
   * Called before `add`. Where there would be too many topics, drops lingering ones early.
   * Throws a `Refusal` where that isn't enough.
   */
  makeRoom(topics: readonly BusTopic[]): void
  /** `caller`: who wants them, for limits. Undefined where nobody knows. */
  add(topics: Iterable<BusTopic>, caller?: string): void
  remove(topics: Iterable<BusTopic>): void
  /** Something was heard of the topic. */
  refresh(topic: Pick<BusTopic, 'key' | 'protocol'>): void
  /** Resolves once each topic's `since` is known. Rejects while the bus is away. */
  awaitFollowed(topics: Iterable<BusTopic>): Promise<void>
  /** True if the topic has been wanted since before the cursor. */
  isWantedSince(topic: BusTopic, cursor: string): boolean
  /** Returns since when readers of this instance want it without a pause, in unix ms. Undefined where none does. */
  getWantedAt(topic: Pick<BusTopic, 'key' | 'protocol'>): number | undefined
  /** Returns the number of all topics, and of those that wait for their turn. */
  getCounts(): Pick<BridgeMetrics, 'topics' | 'waitingTopics'>
  close(): void
}

export interface InterestsOptions {
  readonly clock: Clock
  readonly lingerMs: number
  readonly limits: Pick<Limits, 'topics' | 'unknownPerCaller'>
  hasData(topic: BusTopic): boolean
  getMember(): Pick<BusMember, 'compare' | 'getCursor' | 'want'>
}

export function createInterests(options: InterestsOptions): Interests {
  const { clock, getMember, limits, lingerMs } = options
  const interests = new Map<string, Interest>()
  /** The topics that nobody wants any more, those that have lingered longest first. */
  const lingering = new Set<string>()
  const getFollowed = () => [...interests.values()].filter(({ isFollowed }) => isFollowed)
  const publication = createPublication(clock, () => {
    const wanted = getFollowed()
    getMember().want(wanted.map(({ topic }) => topic))
    return wanted.length
  })
  const rotation = createTopicRotation<Interest>(
    clock,
    limits.unknownPerCaller,
    ({ topic }) => options.hasData(topic),
    () => void publication.schedule(),
  )

  /** 1. The interest is published to the bus. 2. The bus's cursor is read: updates after it are brought. */
  async function recordSince(interest: Interest) {
    await interest.published
    const cursor = await getMember().getCursor()
    interest.since ??= cursor
  }

  function dropInterest(id: string) {
    const interest = interests.get(id)
    interest?.stopLinger?.()
    if (interest) rotation.delete(interest)
    interests.delete(id)
    lingering.delete(id)
    void publication.schedule()
  }

  return {
    makeRoom(topics) {
      const ids = new Set(topics.map(toTopicId))
      // A topic that waits for its turn isn't followed, and doesn't count.
      const over = getFollowed().length + [...ids].filter((id) => !interests.has(id)).length - limits.topics
      if (over <= 0) return
      const idle = [...lingering].filter((id) => !ids.has(id))
      if (over > idle.length) throw new Refusal('TOO_MANY_FOLLOWED')
      idle.slice(0, over).forEach(dropInterest)
    },
    add(topics, caller) {
      const added: Interest[] = []
      for (const topic of topics) {
        const id = toTopicId(topic)
        const existing = interests.get(id)
        const interest = existing ?? createInterest(topic, caller, publication.schedule())
        // Nobody's topic waits because somebody else has asked for it among too many.
        if (existing?.isFollowed === false) {
          rotation.delete(interest)
          interest.caller = caller
        }
        if (!existing?.isFollowed) added.push(interest)
        interests.set(id, interest)
        interest.stopLinger?.()
        interest.stopLinger = undefined
        lingering.delete(id)
        interest.wantedAt ??= clock.unixNow()
        interest.count += 1
      }
      rotation.add(added)
    },
    remove(topics) {
      for (const topic of topics) {
        const id = toTopicId(topic)
        const interest = interests.get(id)
        if (!interest) continue
        interest.count -= 1
        if (interest.count > 0) continue
        interest.wantedAt = undefined
        lingering.add(id)
        interest.stopLinger = clock.after(lingerMs, () => dropInterest(id))
      }
    },
    refresh(topic) {
      const interest = interests.get(toTopicId(topic))
      if (interest) rotation.refresh(interest)
    },
    async awaitFollowed(topics) {
      const unknown = [...topics].flatMap((topic) => interests.get(toTopicId(topic)) ?? [])
      await Promise.all(unknown.map(async (interest) => interest.since === undefined && recordSince(interest)))
    },
    isWantedSince(topic, cursor) {
      const { isFollowed = false, since } = interests.get(toTopicId(topic)) ?? {}
      return isFollowed && since !== undefined && getMember().compare(since, cursor) <= 0
    },
    getWantedAt: (topic) => interests.get(toTopicId(topic))?.wantedAt,
    getCounts: () => ({ topics: interests.size, waitingTopics: interests.size - getFollowed().length }),
    close() {
      publication.stop()
      rotation.close()
      for (const { stopLinger } of interests.values()) stopLinger?.()
      interests.clear()
      lingering.clear()
    },
  }
}

function createInterest(topic: BusTopic, caller: string | undefined, published: Promise<void>): Interest {
  return {
    topic,
    caller,
    isFollowed: true,
    count: 0,
    stopLinger: undefined,
    wantedAt: undefined,
    since: undefined,
    published,
  }
}
