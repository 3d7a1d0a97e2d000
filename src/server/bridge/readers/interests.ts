import type { Clock } from '../../../core/contract/environment.js'
import type { BusMember, BusTopic } from '../../bus/bus.js'
import { Refusal } from '../refusal.js'
import { toTopicId } from '../../bus/toTopicId.js'
import { createPublication } from './publication.js'

interface Interest {
  readonly topic: BusTopic
  count: number
  stopLinger: (() => void) | undefined
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
  add(topics: Iterable<BusTopic>): void
  remove(topics: Iterable<BusTopic>): void
  /** Resolves once each topic's `since` is known. Rejects while the bus is away. */
  whenKnown(topics: Iterable<BusTopic>): Promise<void>
  /** True if the topic has been wanted since before the cursor. */
  isWantedSince(topic: BusTopic, cursor: string): boolean
  close(): void
}

export function createInterests(
  clock: Clock,
  lingerMs: number,
  maxTopics: number,
  getMember: () => Pick<BusMember, 'compare' | 'getCursor' | 'want'>,
): Interests {
  const interests = new Map<string, Interest>()
  /** The topics that nobody wants any more, those that have lingered longest first. */
  const lingering = new Set<string>()
  const publication = createPublication(clock, () => {
    getMember().want(Array.from(interests.values(), ({ topic }) => topic))
    return interests.size
  })

  function createInterest(topic: BusTopic): Interest {
    return { topic, count: 0, stopLinger: undefined, since: undefined, published: publication.schedule() }
  }

  /** 1. The interest is published to the bus. 2. The bus's cursor is read: updates after it are brought. */
  async function recordSince(interest: Interest) {
    await interest.published
    const cursor = await getMember().getCursor()
    interest.since ??= cursor
  }

  function dropInterest(id: string) {
    interests.get(id)?.stopLinger?.()
    interests.delete(id)
    lingering.delete(id)
    void publication.schedule()
  }

  return {
    makeRoom(topics) {
      const ids = new Set(topics.map(toTopicId))
      const isNew = (id: string) => !interests.has(id)
      const over = interests.size + [...ids].filter(isNew).length - maxTopics
      if (over <= 0) return
      const idle = [...lingering].filter((id) => !ids.has(id))
      if (over > idle.length) throw new Refusal('TOO_MANY_FOLLOWED')
      idle.slice(0, over).forEach(dropInterest)
    },
    add(topics) {
      for (const topic of topics) {
        const id = toTopicId(topic)
        const interest = interests.get(id) ?? createInterest(topic)
        interests.set(id, interest)
        interest.stopLinger?.()
        interest.stopLinger = undefined
        lingering.delete(id)
        interest.count += 1
      }
    },
    remove(topics) {
      for (const topic of topics) {
        const id = toTopicId(topic)
        const interest = interests.get(id)
        if (!interest) continue
        interest.count -= 1
        if (interest.count > 0) continue
        lingering.add(id)
        interest.stopLinger = clock.after(lingerMs, () => dropInterest(id))
      }
    },
    async whenKnown(topics) {
      const unknown = [...topics].flatMap((topic) => interests.get(toTopicId(topic)) ?? [])
      await Promise.all(unknown.map(async (interest) => interest.since === undefined && recordSince(interest)))
    },
    isWantedSince(topic, cursor) {
      const since = interests.get(toTopicId(topic))?.since
      return since !== undefined && getMember().compare(since, cursor) <= 0
    },
    close() {
      publication.stop()
      for (const { stopLinger } of interests.values()) stopLinger?.()
      interests.clear()
      lingering.clear()
    },
  }
}
