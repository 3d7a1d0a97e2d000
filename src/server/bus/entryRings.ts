import type { BusEntry, BusReplay, BusTopic } from './bus.js'
import { toTopicId } from './toTopicId.js'

interface Ring {
  readonly entries: { readonly number: number; readonly entry: BusEntry }[]
  /** The newest that it has forgotten. */
  forgotten: number
}

export interface EntryRings {
  /** Numbers rise. */
  add(entry: BusEntry, number: number): void
  getAfter(topic: BusTopic, number: number): BusReplay
}

/** The newest entries of each topic, and of the topics those that had news last. What is forgotten is never passed over in silence. */
export function createEntryRings(entriesPerTopic: number, maxTopics: number): EntryRings {
  const rings = new Map<string, Ring>()
  /** The newest of all the topics that are forgotten. */
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
