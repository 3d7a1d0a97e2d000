import type { State } from '../../../core/contract/protocol.js'
import type { Source, Topic } from '../../../core/contract/topic.js'
import { isSameJson } from '../../../core/utils/json.js'
import type { BusEntry, BusNews, BusTopic } from '../../bus/bus.js'

/** Marks data that came over the bus: the socket of some instance brought it. */
export const pushed: Source = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }

/** True if every instance has this data already: data from the bus moves this engine, too. */
export function isShared(merge: State<Topic, unknown>['merge'], shared: unknown, data: unknown): boolean {
  return shared !== undefined && isSameJson(merge(shared, data, pushed), shared)
}

export interface PublicationsOptions {
  readonly stateOf: (topic: Topic) => State<Topic, unknown>
  readonly getData: (topic: Topic) => unknown
  readonly instance: string
  readonly publish: (news: BusNews) => void
}

/**
 * Has each topic's last entry on the bus be its newest, for readers that only believe.
 *
 * 1. Two instances learn different news. 2. The newer are published first, the older after them.
 * 3. The instance of the older ones reads both, and then knows more than its own entry says: it publishes that.
 */
export interface Publications {
  /** Makes the news of a webhook, which the caller publishes: from nobody, since every instance receives them. */
  toNews(topic: BusTopic, data: unknown): BusNews
  publish(topic: BusTopic, data: unknown): void
  /** They were not taken: they are published once the bus is back. */
  fail(topic: BusTopic): void
  /** An entry of this instance's has come back from the bus. */
  receiveOwn(entry: BusEntry): void
  /** The bus is back. */
  retry(): void
}

export function createPublications(options: PublicationsOptions): Publications {
  const { getData, instance, stateOf } = options
  /** The last data of each topic that have not come back yet, and how many times they were published in a row. */
  const last = new Map<string, { readonly data: unknown; readonly times: number }>()
  const failed = new Map<string, BusTopic>()

  function toNews({ key, protocol, topic }: BusTopic, data: unknown): BusNews {
    const before = last.get(key)
    last.set(key, { data, times: before && isSameJson(before.data, data) ? before.times + 1 : 1 })
    return { protocol, key, topic, data, publisher: instance }
  }

  /** One of the equal publications has come back, or never will. True for the last one. */
  function endOne(key: string): boolean {
    const { data, times } = last.get(key) ?? { data: undefined, times: 0 }
    if (times > 1) last.set(key, { data, times: times - 1 })
    else last.delete(key)
    return times === 1
  }

  const publish = (topic: BusTopic, data: unknown) => options.publish({ ...toNews(topic, data), from: instance })

  return {
    toNews,
    publish,
    fail(topic) {
      endOne(topic.key)
      failed.set(topic.key, topic)
    },
    receiveOwn({ data, key, protocol, topic }) {
      const { merge, pieces, revive } = stateOf(topic)
      if (pieces || !isSameJson(last.get(key)?.data, data) || !endOne(key)) return
      const newest = getData(topic)
      if (newest === undefined || newest === data) return
      if (!isShared(merge, revive(data), newest)) publish({ protocol, key, topic }, newest)
    },
    retry() {
      const topics = [...failed.values()]
      failed.clear()
      for (const topic of topics) {
        const data = getData(topic.topic)
        if (data !== undefined) publish(topic, data)
      }
    },
  }
}
