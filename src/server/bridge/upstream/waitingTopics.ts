import type { State } from '../../../core/contract/protocol.js'
import type { Topic } from '../../../core/contract/topic.js'
import { notNeeded, type QueueSlot } from '../../../core/topic/requestBudget.js'

export type FetchMany = NonNullable<State<Topic, unknown>['fetchMany']>

/** A topic that waits to be asked for together with others. */
export interface WaitingTopic {
  readonly slot: QueueSlot
  readonly topic: Topic
  readonly fetchMany: FetchMany
  /** Has it wait for a request of its own. */
  readonly askAlone: () => void
  /** Asks for it alone, now. */
  readonly runAlone: (signal: AbortSignal) => Promise<void>
  /** Takes its value of `fetchMany`'s: by the contract it is of the kind that the topic's own request gives. */
  resolve(this: void, data: unknown): void
  readonly reject: (reason: unknown) => void
}

export interface WaitingTopics {
  add(topic: WaitingTopic): void
  getSize(): number
  isRoutine(): boolean
  /** When the oldest one was last asked for. */
  getOldest(): number
  /** Rejects those that nobody needs any more. */
  dropNotNeeded(): void
  /** Takes the oldest topics that can be in one request. */
  take(most: number): readonly WaitingTopic[]
  /** Takes all. */
  clear(): readonly WaitingTopic[]
}

export function createWaitingTopics(): WaitingTopics {
  const waiting = new Set<WaitingTopic>()
  return {
    add: (topic) => void waiting.add(topic),
    getSize: () => waiting.size,
    isRoutine: () => [...waiting].every(({ slot }) => slot.isRoutine?.()),
    getOldest: () => [...waiting].reduce((least, { slot }) => Math.min(least, slot.since()), Infinity),
    dropNotNeeded() {
      for (const each of waiting)
        if (each.slot.isNotNeeded?.()) {
          waiting.delete(each)
          each.reject(notNeeded)
        }
    },
    take(most) {
      const sorted = [...waiting]
        .map((each) => ({ each, at: each.slot.since() }))
        .sort((one, other) => one.at - other.at)
        .map(({ each }) => each)
      const [first] = sorted
      const taken = sorted.filter(({ fetchMany }) => fetchMany === first?.fetchMany).slice(0, most)
      for (const each of taken) waiting.delete(each)
      return taken
    },
    clear() {
      const all = [...waiting]
      waiting.clear()
      return all
    },
  }
}
