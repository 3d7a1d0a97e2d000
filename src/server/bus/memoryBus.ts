import { createEntryRings } from './entryRings.js'
import type { Bus, BusEntry, BusEvents, BusTopic } from './bus.js'
import { toJson } from './toJson.js'
import { toTopicId } from './toTopicId.js'

export interface MemoryBusOptions {
  /** The number of a topic's entries that can be replayed. 100 by default. */
  readonly entriesPerTopic?: number | undefined
  /** The number of topics with entries to replay: those that had entries last. 10 000 by default. */
  readonly maxTopics?: number | undefined
  /** The characters of JSON that all entries to replay may take together. 64 000 000 by default. */
  readonly maxBytes?: number | undefined
  /** The age up to which entries can be replayed, in ms. 3 600 000 by default. */
  readonly maxAgeMs?: number | undefined
  /** The time in ms, of any origin. `performance.now` by default. */
  readonly now?: (() => number) | undefined
}

interface Member {
  readonly on: BusEvents
  wanted: readonly BusTopic[]
  leases: readonly string[]
}

/**
 * The bus of one process: for one bridge, or for several in tests.
 *
 * - It is never away. Its cursors end with the process: one of an earlier process is expired.
 * - The first member that requests a lease holds it until it leaves.
 */
export function memoryBus(options: MemoryBusOptions = {}): Bus {
  const { entriesPerTopic = 100, maxTopics = 10_000, maxBytes = 64_000_000, maxAgeMs = 3_600_000 } = options
  const { now = () => performance.now() } = options
  const epoch = crypto.randomUUID().slice(0, 8)
  const rings = createEntryRings({ entriesPerTopic, maxTopics, maxBytes, maxAgeMs, now })
  const members = new Set<Member>()
  const holders = new Map<string, Member>()
  let count = 0
  let waiting: BusEntry[] = []

  const toId = (number: number) => `${epoch}-${number}`
  /** NaN for an id of another bus. */
  const toNumber = (id: string) => (id.startsWith(`${epoch}-`) ? Number(id.slice(epoch.length + 1)) : Number.NaN)

  /** Runs after `publish`: a member that publishes within `entry` would otherwise get entries out of order. */
  function deliverEntries() {
    const entries = waiting
    waiting = []
    for (const entry of entries)
      for (const { on } of members)
        try {
          on.entry(entry)
        } catch {
          // A member reports its own failures. They end neither the process, nor what others are told.
        }
  }

  function sendWanted() {
    const all = new Map<string, BusTopic>()
    for (const { wanted } of members) for (const topic of wanted) all.set(toTopicId(topic), topic)
    for (const { on } of members) on.wanted([...all.values()])
  }

  function assignLease(protocol: string) {
    if (holders.has(protocol)) return
    for (const member of members) {
      if (!member.leases.includes(protocol)) continue
      holders.set(protocol, member)
      return member.on.lease(protocol, true)
    }
  }

  return {
    join(_instance, on) {
      const member: Member = { on, wanted: [], leases: [] }
      members.add(member)
      return {
        async publish(news) {
          const json = toJson(news)
          if (json === undefined) throw new Error('The news can not be written as JSON.')
          count += 1
          const entry = { ...news, id: toId(count) }
          rings.add(entry, count, json)
          if (waiting.push(entry) === 1) queueMicrotask(deliverEntries)
        },
        getCursor: async () => toId(count),
        async replay(topics, after) {
          const number = toNumber(after)
          return topics.map((topic) => (number >= 0 && number <= count ? rings.getAfter(topic, number) : 'expired'))
        },
        compare: (a, b) => toNumber(a) - toNumber(b),
        want(topics) {
          member.wanted = topics
          queueMicrotask(sendWanted)
        },
        lease(protocols) {
          member.leases = protocols
          for (const protocol of protocols) queueMicrotask(() => assignLease(protocol))
        },
        send(message) {
          queueMicrotask(() => {
            for (const each of members) if (each !== member) each.on.message?.(message)
          })
        },
        leave() {
          members.delete(member)
          for (const [protocol, holder] of holders)
            if (holder === member) {
              holders.delete(protocol)
              queueMicrotask(() => assignLease(protocol))
            }
          queueMicrotask(sendWanted)
        },
      }
    },
  }
}
