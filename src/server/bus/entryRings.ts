import { toRecord } from '../../protocols/shared/guards.js'
import { parseJson } from '../parseJson.js'
import type { BusEntry, BusReplay, BusTopic } from './bus.js'
import { toTopicId } from './toTopicId.js'

interface Kept {
  readonly number: number
  /** The entry without its data. */
  readonly shell: Omit<BusEntry, 'data'>
  /** The whole as JSON: objects take several times as much, and few entries are ever replayed. */
  readonly json: string
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
  /** The characters of JSON of all entries together. */
  readonly maxBytes: number
  readonly maxAgeMs: number
  readonly now: () => number
}

export interface EntryRings {
  /** Adds an entry and its JSON. Its number is greater than those before. */
  add(entry: BusEntry, number: number, json: string): void
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
  let length = 0

  function forgetFirst(ring: Ring) {
    const first = ring.entries.shift()
    if (!first) return
    ring.forgotten = first.number
    length -= first.json.length
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
      if (length <= options.maxBytes && first && first.addedAt >= bornAfter) return
      forgetFirst(ring)
    }
  }

  return {
    add({ data: _, ...shell }, number, json) {
      const id = toTopicId(shell)
      const ring = rings.get(id) ?? { entries: [], forgotten }
      rings.delete(id)
      rings.set(id, ring)
      ring.entries.push({ number, shell, json, addedAt: options.now() })
      all.set(number, ring)
      length += json.length
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
      return (ring?.entries ?? []).flatMap((kept) => (kept.number > after ? [toEntry(kept)] : []))
    },
  }
}

function toEntry({ json, shell }: Kept): BusEntry {
  return { ...shell, data: toRecord(parseJson(json))['data'] }
}
