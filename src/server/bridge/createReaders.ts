import type { BusEntry, BusMember, BusTopic } from './bus.js'
import type { ReportBridge } from './bridgeDiagnostic.js'
import { createReader, type Reader } from './createReader.js'
import type { Wishes } from './createWishes.js'
import { findPlace } from './findPlace.js'
import type { Limits } from './limits.js'
import type { RefusedTopic } from './readTopics.js'
import type { ServerEnvironment } from './serverEnvironment.js'
import { type Frame, toBeat, toCursor, toEvent, toUpdate } from './toFrame.js'
import { toTopicId } from './toTopicId.js'

/** How long until a place is looked for again where the bus failed and doesn't say that it is away, in ms. */
const againMs = 2_000
/** How often every reader is told that its link lives, in ms: a reader waits 40 s for it. */
const beatMs = 15_000
/** How long after it was to be renewed a stream ends, in ms. */
const renewMs = 30_000
/** How many times what may wait of news may wait of what was missed. */
const owedShare = 4

export interface Opening {
  readonly topics: readonly BusTopic[]
  /** Those that it may not see, or nobody can. */
  readonly refused: readonly RefusedTopic[]
  readonly cursor: string | undefined
  /** What is known of a topic, for a reader that can't, or won't, ask for it. `isWhole`: it has its place, and misses nothing where it had the topic. */
  getFirst(topic: BusTopic, isWhole: boolean): unknown
}

export interface Readers {
  open(opening: Opening, signal: AbortSignal): ReadableStream<Frame>
  take(entry: BusEntry): void
  setDegraded(isDegraded: boolean): void
  /** Has those that read such a topic come anew. */
  renew(isConcerned: (topic: BusTopic) => boolean): void
  /** Ends them all: they come back, and begin anew. */
  endAll(): void
  /** Counts one more, who hasn't got a stream yet; until what is answered is called. */
  reserve(): () => void
  getCount(): number
}

interface Served {
  readonly opening: Opening
  readonly reader: Reader
  /** What came in while its place was looked for; undefined once it is told everything at once. */
  waiting: BusEntry[] | undefined
  /** Its place is being looked for. */
  isBeginning: boolean
  /** It has been told everything up to here, also what this instance hasn't heard of yet. Undefined once that has caught up. */
  until: string | undefined
  /** By the local clock. Undefined once that was said. */
  renewAt: number | undefined
  endAt: number
}

export interface ReadersContext extends ServerEnvironment {
  readonly limits: Pick<Limits, 'queuedBytes' | 'streamMs'>
  readonly wishes: Wishes
  readonly report: ReportBridge
  /** Absent until the bus is joined. */
  getMember(): Pick<BusMember, 'compare' | 'getCursor' | 'replay'>
}

/**
 * All readers of one instance.
 *
 * - Each is told of each topic `subscribed` or `reset`, then what came after its cursor, then what comes, in the order of the bus, each once.
 * - A slow one is cut and slows nobody.
 * - While the bus is away they stay, and are told.
 * - Each is told to come anew after a while, so that what it may see is asked for again; one that doesn't is ended.
 */
export function createReaders({ clock, getMember, limits, random, report, wishes }: ReadersContext): Readers {
  const all = new Set<Served>()
  const byTopic = new Map<string, Set<Served>>()
  /** The newest entry, whichever its topic: also a reader that has no news keeps its place by it. */
  let newest: string | undefined
  let reserved = 0
  let isDegraded = false
  let stopBeat: (() => void) | undefined

  function beat() {
    const now = clock.now()
    const comment = toBeat()
    const place = toBeat(newest)
    for (const served of all) {
      if (served.renewAt !== undefined && now >= served.renewAt) renew(served)
      if (now >= served.endAt) served.reader.end()
      else served.reader.beat(newest !== undefined && isPast(served, newest) ? place : comment)
    }
    stopBeat = all.size > 0 ? clock.after(beatMs, beat) : undefined
  }

  function renew(served: Served) {
    served.renewAt = undefined
    served.endAt = Math.min(served.endAt, clock.now() + renewMs)
    served.reader.send(toEvent('renew'), true)
  }

  /** Whether it hasn't been told of it yet. */
  function isPast(served: Served, id: string): boolean {
    if (served.waiting) return false
    if (served.until !== undefined && getMember().compare(id, served.until) <= 0) return false
    served.until = undefined
    return true
  }

  function add(served: Served) {
    all.add(served)
    wishes.add(served.opening.topics)
    for (const topic of served.opening.topics) {
      const id = toTopicId(topic)
      byTopic.set(id, (byTopic.get(id) ?? new Set()).add(served))
    }
    stopBeat ??= clock.after(beatMs, beat)
  }

  function remove(served: Served) {
    if (!all.delete(served)) return
    wishes.remove(served.opening.topics)
    for (const topic of served.opening.topics) {
      const id = toTopicId(topic)
      const readers = byTopic.get(id)
      readers?.delete(served)
      if (readers?.size === 0) byTopic.delete(id)
    }
    if (all.size > 0) return
    stopBeat?.()
    stopBeat = undefined
  }

  /** 1. News wait. 2. Its place is looked for. 3. What was missed, and what has waited since, is told in its order. 4. News go straight out. */
  async function begin(served: Served) {
    if (served.isBeginning) return
    served.isBeginning = true
    served.waiting = []
    const { opening, reader } = served
    try {
      await wishes.settle(opening.topics)
      const maxBytes = owedShare * limits.queuedBytes
      const getWaiting = () => served.waiting ?? []
      const { cursor, topics } = opening
      const place = await findPlace({ member: getMember(), topics, cursor, maxBytes, getWaiting })
      if (reader.isOver()) return
      if (place.start !== cursor) reader.send(toCursor(place.start), true)
      topics.forEach((topic, index) => {
        const isWhole = place.isWhole(index) && wishes.isSince(topic, place.start)
        tellPlace(served, topic, isWhole || cursor === undefined ? 'subscribed' : 'reset', isWhole)
      })
      served.waiting = undefined
      served.until = place.until
      for (const frame of place.frames) reader.send(frame, true)
      // Of what was reset it is to hear nothing older.
      if (place.until !== place.start) reader.send(toCursor(place.until), true)
    } catch (cause) {
      reader.send(toEvent('degraded'), true)
      // Otherwise it is begun again when the bus is back.
      if (isDegraded) return
      report({ code: 'BUS_AWAY', level: 'error', message: awayMessage, cause })
      clock.after(againMs, () => {
        if (served.waiting && !reader.isOver()) void begin(served)
      })
    } finally {
      served.isBeginning = false
    }
  }

  function tellRefused({ opening, reader }: Served) {
    for (const told of opening.refused) reader.send(toEvent('refused', told), true)
  }

  function tellPlace({ opening, reader }: Served, topic: BusTopic, word: 'subscribed' | 'reset', isWhole: boolean) {
    const { key, protocol } = topic
    reader.send(toEvent(word, { protocol, key }), true)
    const data = opening.getFirst(topic, isWhole)
    if (data !== undefined) reader.send(toEvent('update', { protocol, key, data }), true)
  }

  return {
    open(opening, signal) {
      wishes.makeRoom(opening.topics)
      const reader = createReader(limits.queuedBytes, (isCut) => {
        remove(served)
        signal.removeEventListener('abort', leave)
        if (isCut) report({ code: 'READER_CUT', level: 'warn', message: cutMessage })
      })
      // Not all of those that came together at once.
      const renewAt = clock.now() + limits.streamMs * (0.8 + 0.2 * random())
      const endAt = renewAt + renewMs
      const served: Served = { opening, reader, waiting: [], isBeginning: false, until: undefined, renewAt, endAt }
      const leave = () => reader.end()
      signal.addEventListener('abort', leave)
      // So that proxies let the answer's head through.
      reader.send(toBeat(), true)
      tellRefused(served)
      add(served)
      if (signal.aborted) leave()
      else void begin(served)
      return reader.stream
    },
    take(entry) {
      newest = entry.id
      let frame: Frame | undefined
      for (const served of byTopic.get(toTopicId(entry)) ?? [])
        if (served.waiting) served.waiting.push(entry)
        else if (isPast(served, entry.id)) served.reader.send((frame ??= toUpdate(entry)))
    },
    setDegraded(next) {
      if (next === isDegraded) return
      isDegraded = next
      const frame = toEvent(next ? 'degraded' : 'restored')
      for (const served of all)
        if (!served.waiting) {
          served.reader.send(frame)
          // `restored` is said of all.
          if (!next) tellRefused(served)
        } else if (!next) void begin(served)
    },
    renew(isConcerned) {
      for (const served of all) if (served.opening.topics.some(isConcerned)) renew(served)
    },
    endAll() {
      for (const { reader } of [...all]) reader.end()
    },
    reserve() {
      let isHeld = true
      reserved += 1
      return () => {
        if (isHeld) reserved -= 1
        isHeld = false
      }
    },
    getCount: () => all.size + reserved,
  }
}

const awayMessage = 'The bus is away: readers stay, and are told so; webhooks are to be sent again.'
const cutMessage = 'A reader took its events too slowly, and was cut; it comes back with its cursor.'
