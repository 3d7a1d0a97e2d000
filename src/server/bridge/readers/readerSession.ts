import type { BusEntry, BusMember, BusTopic } from '../../bus/bus.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import { createReader, type Reader } from './readerStream.js'
import type { Wishes } from './interests.js'
import { findPlace, type Place } from './replayPlan.js'
import type { Limits } from '../limits.js'
import type { RefusedTopic } from '../requests/readTopics.js'
import type { ServerEnvironment } from '../../environment.js'
import { type Frame, toBeat, toCursor, toEvent } from './frames.js'

/** How long until a place is looked for again where the bus failed and doesn't say that it is away, in ms. */
const againMs = 2_000
/** How long after it was to be renewed a stream ends, in ms. */
const leaveMs = 30_000
/** After how long at most what is forbidden is asked for again, in ms: somebody may have been let in since. */
const forbiddenMs = 60_000
/** How many times what may wait of news may wait of what was missed. */
const owedShare = 4

export interface Opening {
  readonly topics: readonly BusTopic[]
  /** Those that it may not see. */
  readonly forbidden: readonly BusTopic[]
  /** These, and those that nobody can see. */
  readonly refused: readonly RefusedTopic[]
  readonly cursor: string | undefined
  /** What is known of a topic, for a reader that can't, or won't, ask for it. `isWhole`: it has its place, and misses nothing where it had the topic. */
  getFirst(topic: BusTopic, isWhole: boolean): unknown
}

export interface ServedContext extends ServerEnvironment {
  readonly limits: Pick<Limits, 'queuedBytes' | 'streamMs'>
  readonly wishes: Wishes
  readonly report: ReportBridge
  /** Absent until the bus is joined. */
  getMember(): Pick<BusMember, 'compare' | 'getCursor' | 'replay'>
  isDegraded(): boolean
}

/** One reader, with its place on the bus. */
export interface Served extends Pick<Reader, 'end' | 'stream'> {
  readonly topics: readonly BusTopic[]
  /** Looks for its place, and tells it. Until then news wait. */
  begin(): void
  take(entry: BusEntry, toFrame: () => Frame): void
  /** Tells that the link lives, and of the newest entry, whichever its topic: also a reader without news keeps its place. */
  beat(newest: string | undefined): void
  /** Tells it to come anew, where it has asked for such a topic. */
  renew(isConcerned?: (topic: BusTopic) => boolean): void
  /** The bus is away, or back. */
  setDegraded(frame: Frame): void
}

export function createServed(opening: Opening, context: ServedContext, onOver: (isCut: boolean) => void): Served {
  const { clock, getMember, limits, report, wishes } = context
  const { cursor, topics } = opening
  const reader = createReader(limits.queuedBytes, onOver)
  /** What came in while its place was looked for; undefined once it is told everything at once. */
  let waiting: BusEntry[] | undefined = []
  let isBeginning = false
  /** It has been told everything up to here, also what this instance hasn't heard of yet. Undefined once that has caught up. */
  let until: string | undefined
  /** By the local clock; not all of those that came together at once. Undefined once that was said. */
  const renewMs = opening.forbidden.length > 0 ? Math.min(limits.streamMs, forbiddenMs) : limits.streamMs
  let renewAt: number | undefined = clock.now() + renewMs * (0.8 + 0.2 * context.random())
  let endAt = renewAt + leaveMs

  /** 1. News wait. 2. Its place is looked for. 3. What was missed, and what has waited since, is told in its order. 4. News go straight out. */
  async function begin() {
    if (isBeginning) return
    isBeginning = true
    waiting = []
    try {
      await wishes.settle(topics)
      const maxBytes = owedShare * limits.queuedBytes
      const getWaiting = () => waiting ?? []
      const place = await findPlace({ member: getMember(), topics, cursor, maxBytes, getWaiting })
      if (!reader.isOver()) tell(place)
    } catch (cause) {
      reader.send(toEvent('degraded'), true)
      // Otherwise it is begun again when the bus is back.
      if (context.isDegraded()) return
      report({ code: 'BUS_AWAY', level: 'error', message: awayMessage, cause })
      clock.after(againMs, () => {
        if (waiting && !reader.isOver()) void begin()
      })
    } finally {
      isBeginning = false
    }
  }

  function tell(place: Place) {
    if (place.start !== cursor) reader.send(toCursor(place.start), true)
    topics.forEach((topic, index) => {
      const isWhole = place.isWhole(index) && wishes.isSince(topic, place.start)
      tellPlace(topic, isWhole || cursor === undefined ? 'subscribed' : 'reset', isWhole)
    })
    waiting = undefined
    until = place.until
    for (const frame of place.frames) reader.send(frame, true)
    // Of what was reset it is to hear nothing older.
    if (place.until !== place.start) reader.send(toCursor(place.until), true)
  }

  function tellPlace(topic: BusTopic, word: 'subscribed' | 'reset', isWhole: boolean) {
    const { key, protocol } = topic
    reader.send(toEvent(word, { protocol, key }), true)
    const data = opening.getFirst(topic, isWhole)
    if (data !== undefined) reader.send(toEvent('update', { protocol, key, data }), true)
  }

  function tellRefused() {
    for (const told of opening.refused) reader.send(toEvent('refused', told), true)
  }

  /** Whether it hasn't been told of it yet. */
  function isPast(id: string): boolean {
    if (until !== undefined && getMember().compare(id, until) <= 0) return false
    until = undefined
    return true
  }

  function renew() {
    renewAt = undefined
    endAt = Math.min(endAt, clock.now() + leaveMs)
    reader.send(toEvent('renew'), true)
  }

  // So that proxies let the answer's head through.
  reader.send(toBeat(), true)
  tellRefused()

  return {
    topics,
    stream: reader.stream,
    end: () => reader.end(),
    begin: () => void begin(),
    take(entry, toFrame) {
      if (waiting) waiting.push(entry)
      else if (isPast(entry.id)) reader.send(toFrame())
    },
    beat(newest) {
      const now = clock.now()
      if (renewAt !== undefined && now >= renewAt) renew()
      const isKept = newest !== undefined && !waiting && isPast(newest)
      if (now >= endAt) reader.end()
      else reader.beat(toBeat(isKept ? newest : undefined))
    },
    renew(isConcerned = () => true) {
      if ([...topics, ...opening.forbidden].some(isConcerned)) renew()
    },
    setDegraded(frame) {
      if (!waiting) reader.send(frame)
      if (context.isDegraded()) return
      if (waiting) void begin()
      // `restored` is said of all.
      else tellRefused()
    },
  }
}

const awayMessage = 'The bus is away: readers stay, and are told so; webhooks are to be sent again.'
