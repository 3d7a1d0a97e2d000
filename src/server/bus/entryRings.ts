import type { BusEntry, BusReplay, BusTopic } from './bus.js'
import { toTopicId } from './toTopicId.js'

interface Ring {
  readonly entries: { readonly number: number; readonly entry: BusEntry }[]
  /** The number of the newest entry that it has forgotten. */
  forgotten: number
}

export interface EntryRings {
  /** Adds an entry. Numbers rise from call to call. */
  add(entry: BusEntry, number: number): void
  getAfter(topic: BusTopic, number: number): BusReplay
}

/**
 * Keeps the newest entries of each topic, for the topics that had entries last.
 * A gap of forgotten entries is always reported as `expired`.
 */
export function createEntryRings(entriesPerTopic: number, maxTopics: number): EntryRings {
  const rings = new Map<string, Ring>()
  /** The number of the newest entry among forgotten topics. */
  let forgotten = 0

  return {
    add(entry, number) {
      const id = toTopicId(entry)
      const ring = rings.get(id) ?? { entries: [], forgotten }
      rings.delete(id)
      rings.set(id, ring)
      ring.entries.push({ number, entry })
      if (ring.entries.length > entriesPerTopic) ring.forgotten = ring.entries.shift()?.number ?? ring.forgotten
      if (rings.size <= maxTopics) return
      for (const [oldestId, oldest] of rings) {
        forgotten = Math.max(forgotten, oldest.forgotten, oldest.entries.at(-1)?.number ?? 0)
        rings.delete(oldestId)
        return
      }
    },
    getAfter(topic, after) {
      const ring = rings.get(toTopicId(topic))
      if (after < (ring?.forgotten ?? forgotten)) return 'expired'
      return (ring?.entries ?? []).flatMap(({ entry, number }) => (number > after ? [entry] : []))
    },
  }
}
