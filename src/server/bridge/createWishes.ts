import type { Clock } from '../../core/environment.js'
import type { BusMember, BusTopic } from './bus.js'
import { toTopicId } from './toTopicId.js'

interface Wish {
  readonly topic: BusTopic
  count: number
  stopLinger: (() => void) | undefined
  /** From where on its news are sure to be on the bus: nobody has brought there what happened before. */
  since: string | undefined
}

/** What the readers of this instance want, counted. What nobody wants any more is kept for a while: whoever lost the line comes back, and has missed nothing. */
export interface Wishes {
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
  getMember: () => Pick<BusMember, 'compare' | 'getCursor' | 'want'>,
): Wishes {
  const wishes = new Map<string, Wish>()
  let isScheduled = false

  function schedule() {
    if (isScheduled) return
    isScheduled = true
    queueMicrotask(() => {
      isScheduled = false
      getMember().want(Array.from(wishes.values(), ({ topic }) => topic))
    })
  }

  function create(topic: BusTopic): Wish {
    schedule()
    return { topic, count: 0, stopLinger: undefined, since: undefined }
  }

  async function note(wish: Wish) {
    const cursor = await getMember().getCursor()
    wish.since ??= cursor
  }

  return {
    add(topics) {
      for (const topic of topics) {
        const id = toTopicId(topic)
        const wish = wishes.get(id) ?? create(topic)
        wishes.set(id, wish)
        wish.stopLinger?.()
        wish.stopLinger = undefined
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
        wish.stopLinger = clock.after(lingerMs, () => {
          wishes.delete(id)
          schedule()
        })
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
      for (const { stopLinger } of wishes.values()) stopLinger?.()
      wishes.clear()
    },
  }
}
