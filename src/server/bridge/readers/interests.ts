import type { Clock } from '../../../core/contract/environment.js'
import type { BusMember, BusTopic } from '../../bus/bus.js'
import { Refusal } from '../requests/refusal.js'
import { toTopicId } from '../../bus/toTopicId.js'

/**
 * How long changes are gathered after a telling, in ms a wish, and at most: each tells all wishes, and thousands of readers may come
 * at once. Few wishes are told at once.
 */
const gatherMs = 0.02
const maxGatherMs = 500

interface Interest {
  readonly topic: BusTopic
  count: number
  stopLinger: (() => void) | undefined
  /** From where on its news are sure to be on the bus: nobody has brought there what happened before. */
  since: string | undefined
  readonly published: Promise<void>
}

interface Publication {
  readonly done: Promise<void>
  readonly resolve: () => void
}

/** What the readers of this instance want, counted. What nobody wants any more is kept for a while: whoever lost the line comes back, and has missed nothing. */
export interface Interests {
  /** Before `add`: lets go early of what nobody wants any more, where there are too many. Throws a `Refusal` where that isn't enough. */
  makeRoom(topics: readonly BusTopic[]): void
  add(topics: Iterable<BusTopic>): void
  remove(topics: Iterable<BusTopic>): void
  /** Resolves once it is known since when each of them has been wanted. Rejects where the bus is away. */
  whenKnown(topics: Iterable<BusTopic>): Promise<void>
  /** Whether it has been wanted since before the cursor. */
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
  /** What nobody wants any more, the longest ago first. */
  const lingering = new Set<string>()
  /** What waits for the next telling; undefined where nothing has changed. */
  let pending: Publication | undefined
  let stopGathering: (() => void) | undefined

  function schedulePublication(): Promise<void> {
    if (pending) return pending.done
    pending = createPublication()
    if (!stopGathering) queueMicrotask(publishInterests)
    return pending.done
  }

  function publishInterests() {
    stopGathering = undefined
    if (!pending) return
    const { resolve } = pending
    pending = undefined
    getMember().want(Array.from(interests.values(), ({ topic }) => topic))
    const pauseMs = Math.min(Math.floor(interests.size * gatherMs), maxGatherMs)
    if (pauseMs > 0) stopGathering = clock.after(pauseMs, publishInterests)
    resolve()
  }

  function createInterest(topic: BusTopic): Interest {
    return { topic, count: 0, stopLinger: undefined, since: undefined, published: schedulePublication() }
  }

  /** 1. The bus is told of the wish. 2. Its cursor is asked for: what comes later is brought. */
  async function recordSince(interest: Interest) {
    await interest.published
    const cursor = await getMember().getCursor()
    interest.since ??= cursor
  }

  function dropInterest(id: string) {
    interests.get(id)?.stopLinger?.()
    interests.delete(id)
    lingering.delete(id)
    void schedulePublication()
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
      stopGathering?.()
      for (const { stopLinger } of interests.values()) stopLinger?.()
      interests.clear()
      lingering.clear()
    },
  }
}

function createPublication(): Publication {
  let resolve = () => {}
  const done = new Promise<void>((settled) => {
    resolve = settled
  })
  return { done, resolve }
}
