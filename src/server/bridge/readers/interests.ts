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

interface Wish {
  readonly topic: BusTopic
  count: number
  stopLinger: (() => void) | undefined
  /** From where on its news are sure to be on the bus: nobody has brought there what happened before. */
  since: string | undefined
  readonly isTold: Promise<void>
}

interface Telling {
  readonly isTold: Promise<void>
  readonly resolve: () => void
}

/** What the readers of this instance want, counted. What nobody wants any more is kept for a while: whoever lost the line comes back, and has missed nothing. */
export interface Wishes {
  /** Before `add`: lets go early of what nobody wants any more, where there are too many. Throws a `Refusal` where that isn't enough. */
  makeRoom(topics: readonly BusTopic[]): void
  add(topics: Iterable<BusTopic>): void
  remove(topics: Iterable<BusTopic>): void
  /** Resolves once it is known since when each of them has been wanted. Rejects where the bus is away. */
  settle(topics: Iterable<BusTopic>): Promise<void>
  /** Whether it has been wanted since before the cursor. */
  isSince(topic: BusTopic, cursor: string): boolean
  close(): void
}

export function createWishes(
  clock: Clock,
  lingerMs: number,
  maxTopics: number,
  getMember: () => Pick<BusMember, 'compare' | 'getCursor' | 'want'>,
): Wishes {
  const wishes = new Map<string, Wish>()
  /** What nobody wants any more, the longest ago first. */
  const lingering = new Set<string>()
  /** What waits for the next telling; undefined where nothing has changed. */
  let changed: Telling | undefined
  let stopGathering: (() => void) | undefined

  function schedule(): Promise<void> {
    if (changed) return changed.isTold
    changed = createTold()
    if (!stopGathering) queueMicrotask(tell)
    return changed.isTold
  }

  function tell() {
    stopGathering = undefined
    if (!changed) return
    const { resolve } = changed
    changed = undefined
    getMember().want(Array.from(wishes.values(), ({ topic }) => topic))
    const pauseMs = Math.min(Math.floor(wishes.size * gatherMs), maxGatherMs)
    if (pauseMs > 0) stopGathering = clock.after(pauseMs, tell)
    resolve()
  }

  function create(topic: BusTopic): Wish {
    return { topic, count: 0, stopLinger: undefined, since: undefined, isTold: schedule() }
  }

  /** 1. The bus is told of the wish. 2. Its cursor is asked for: what comes later is brought. */
  async function note(wish: Wish) {
    await wish.isTold
    const cursor = await getMember().getCursor()
    wish.since ??= cursor
  }

  function letGo(id: string) {
    wishes.get(id)?.stopLinger?.()
    wishes.delete(id)
    lingering.delete(id)
    void schedule()
  }

  return {
    makeRoom(topics) {
      const ids = new Set(topics.map(toTopicId))
      const isNew = (id: string) => !wishes.has(id)
      const over = wishes.size + [...ids].filter(isNew).length - maxTopics
      if (over <= 0) return
      const idle = [...lingering].filter((id) => !ids.has(id))
      if (over > idle.length) throw new Refusal('TOO_MANY_FOLLOWED')
      idle.slice(0, over).forEach(letGo)
    },
    add(topics) {
      for (const topic of topics) {
        const id = toTopicId(topic)
        const wish = wishes.get(id) ?? create(topic)
        wishes.set(id, wish)
        wish.stopLinger?.()
        wish.stopLinger = undefined
        lingering.delete(id)
        wish.count += 1
      }
    },
    remove(topics) {
      for (const topic of topics) {
        const id = toTopicId(topic)
        const wish = wishes.get(id)
        if (!wish) continue
        wish.count -= 1
        if (wish.count > 0) continue
        lingering.add(id)
        wish.stopLinger = clock.after(lingerMs, () => letGo(id))
      }
    },
    async settle(topics) {
      const unsettled = [...topics].flatMap((topic) => wishes.get(toTopicId(topic)) ?? [])
      await Promise.all(unsettled.map(async (wish) => wish.since === undefined && note(wish)))
    },
    isSince(topic, cursor) {
      const since = wishes.get(toTopicId(topic))?.since
      return since !== undefined && getMember().compare(since, cursor) <= 0
    },
    close() {
      stopGathering?.()
      for (const { stopLinger } of wishes.values()) stopLinger?.()
      wishes.clear()
      lingering.clear()
    },
  }
}

function createTold(): Telling {
  let resolve = () => {}
  const isTold = new Promise<void>((done) => {
    resolve = done
  })
  return { isTold, resolve }
}
