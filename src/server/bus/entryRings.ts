import type { BusEntry, BusReplay, BusTopic } from './bus.js'
import { toTopicId } from './toTopicId.js'

interface Kept {
  readonly number: number
  readonly entry: BusEntry
  readonly bytes: number
  readonly addedAt: number
}

interface Ring {
  readonly entries: Kept[]
  /** The number of the newest entry that it has forgotten. */
  forgotten: number
}

export interface EntryRingsOptions {
  readonly entriesPerTopic: number
  readonly maxTopics: number
  /** The bytes of all entries together. */
  readonly maxBytes: number
  readonly maxAgeMs: number
  readonly now: () => number
}

export interface EntryRings {
  /** Adds an entry, whose number is greater than those before. */
  add(entry: BusEntry, number: number, bytes: number): void
  getAfter(topic: BusTopic, number: number): BusReplay
}

/**
 * Keeps the newest entries of each topic, for the topics that had entries last; all of them within bounds of bytes and
 * age. A gap of forgotten entries is always reported as `expired`.
 */
export function createEntryRings(options: EntryRingsOptions): EntryRings {
  /** The topic that had an entry last comes last. */
  const rings = new Map<string, Ring>()
  /** All entries that are kept, the oldest first. */
  const all = new Map<number, Ring>()
  /** The number of the newest entry among forgotten topics. */
  let forgotten = 0
  let bytes = 0

  function forgetFirst(ring: Ring) {
    const first = ring.entries.shift()
    if (!first) return
    ring.forgotten = first.number
    bytes -= first.bytes
    all.delete(first.number)
  }

  function forgetTopic(id: string, ring: Ring) {
    while (ring.entries.length > 0) forgetFirst(ring)
    forgotten = Math.max(forgotten, ring.forgotten)
    rings.delete(id)
  }

  /** A ring's own order is that of all: the oldest of all is the first of its ring. */
  function forgetOld() {
    const bornAfter = options.now() - options.maxAgeMs
    for (const ring of all.values()) {
      const [first] = ring.entries
      if (bytes <= options.maxBytes && first && first.addedAt >= bornAfter) return
      forgetFirst(ring)
    }
  }

  return {
    add(entry, number, size) {
      const id = toTopicId(entry)
      const ring = rings.get(id) ?? { entries: [], forgotten }
      rings.delete(id)
      rings.set(id, ring)
      ring.entries.push({ number, entry, bytes: size, addedAt: options.now() })
      all.set(number, ring)
      bytes += size
      if (ring.entries.length > options.entriesPerTopic) forgetFirst(ring)
      forgetOld()
      for (const [oldestId, oldest] of rings) {
        if (rings.size <= options.maxTopics) return
        forgetTopic(oldestId, oldest)
      }
    },
    getAfter(topic, after) {
      forgetOld()
      const ring = rings.get(toTopicId(topic))
      if (after < (ring?.forgotten ?? forgotten)) return 'expired'
      return (ring?.entries ?? []).flatMap(({ entry, number }) => (number > after ? [entry] : []))
    },
  }
}
