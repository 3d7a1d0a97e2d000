import type { BridgeLimits } from './bridgeOptions.js'
import type { BusEntry, BusMember, BusTopic } from './bus.js'
import type { ReportBridge } from './bridgeDiagnostic.js'
import { createReader, type Reader } from './createReader.js'
import type { ServerEnvironment } from './serverEnvironment.js'
import type { Wishes } from './createWishes.js'
import { type Frame, toComment, toCursor, toEvent, toUpdate } from './toFrame.js'
import { toTopicId } from './toTopicId.js'

/** How long until a place is looked for again where the bus failed and doesn't say that it is away, in ms. */
const againMs = 2_000
/** How often every reader is told that its link lives, in ms: a reader waits 40 s for it. */
const beatMs = 15_000
/** How long after it was to be renewed a stream ends, in ms. */
const renewMs = 30_000

export interface Opening {
  readonly topics: readonly BusTopic[]
  /** Those that it may not see. */
  readonly refused: readonly BusTopic[]
  readonly cursor: string | undefined
  /** What is known of a topic, for a reader that can't, or won't, ask for it. `isWhole`: it has its place, and misses nothing where it had the topic. */
  getFirst(topic: BusTopic, isWhole: boolean): unknown
}

export interface Readers {
  open(opening: Opening, signal: AbortSignal): ReadableStream<Frame>
  take(entry: BusEntry): void
  setDegraded(isDegraded: boolean): void
  /** Ends them all: they come back, and begin anew. */
  endAll(): void
  getCount(): number
}

interface Served {
  readonly opening: Opening
  readonly reader: Reader
  /** What came in while its place was looked for; undefined once it is told everything at once. */
  waiting: BusEntry[] | undefined
  /** By the local clock. Undefined once that was said. */
  renewAt: number | undefined
  readonly endAt: number
}

export interface ReadersContext extends ServerEnvironment {
  readonly limits: Required<Pick<BridgeLimits, 'queuedBytes' | 'streamMs'>>
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
export function createReaders(context: ReadersContext): Readers {
  const { clock, limits, random, report, wishes } = context
  const all = new Set<Served>()
  const byTopic = new Map<string, Set<Served>>()
  let isDegraded = false
  let stopBeat: (() => void) | undefined

  function beat() {
    const comment = toComment()
    const renewal = toEvent('renew')
    const now = clock.now()
    for (const served of all) {
      const isDue = served.renewAt !== undefined && now >= served.renewAt
      if (isDue) served.renewAt = undefined
      if (now >= served.endAt) served.reader.end()
      else served.reader.send(isDue ? renewal : comment)
    }
    stopBeat = all.size > 0 ? clock.after(beatMs, beat) : undefined
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
    const { opening, reader } = served
    const { topics } = opening
    served.waiting = []
    const member = context.getMember()
    try {
      await wishes.settle(topics)
      const newest = await member.getCursor()
      const replays = opening.cursor === undefined ? [] : await member.replay(topics, opening.cursor)
      if (reader.isOver()) return
      const isKnown = replays.some((replay) => replay !== 'expired')
      const start = isKnown ? (opening.cursor ?? newest) : newest
      const entries = new Map<string, BusEntry>()
      for (const entry of [...replays.flatMap((replay) => (replay === 'expired' ? [] : replay)), ...served.waiting])
        if (member.compare(entry.id, start) > 0) entries.set(entry.id, entry)
      if (!isKnown) reader.send(toCursor(start), true)
      topics.forEach((topic, index) => {
        const isWhole = isKnown && replays[index] !== 'expired' && wishes.isSince(topic, start)
        tellPlace(served, topic, isWhole || opening.cursor === undefined ? 'subscribed' : 'reset', isWhole)
      })
      served.waiting = undefined
      for (const entry of [...entries.values()].sort((a, b) => member.compare(a.id, b.id)))
        reader.send(toUpdate(entry), true)
    } catch (cause) {
      reader.send(toEvent('degraded'), true)
      // Otherwise it is begun again when the bus is back.
      if (isDegraded) return
      report({ code: 'BUS_AWAY', level: 'error', message: awayMessage, cause })
      clock.after(againMs, () => {
        if (served.waiting && !reader.isOver()) void begin(served)
      })
    }
  }

  function tellPlace({ opening, reader }: Served, topic: BusTopic, word: 'subscribed' | 'reset', isWhole: boolean) {
    const { key, protocol } = topic
    reader.send(toEvent(word, { protocol, key }), true)
    const data = opening.getFirst(topic, isWhole)
    if (data !== undefined) reader.send(toEvent('update', { protocol, key, data }), true)
  }

  return {
    open(opening, signal) {
      const reader = createReader(limits.queuedBytes, (isCut) => {
        remove(served)
        signal.removeEventListener('abort', leave)
        if (isCut) report({ code: 'READER_CUT', level: 'warn', message: cutMessage })
      })
      // Not all of those that came together at once.
      const renewAt = clock.now() + limits.streamMs * (0.8 + 0.2 * random())
      const served: Served = { opening, reader, waiting: [], renewAt, endAt: renewAt + renewMs }
      const leave = () => reader.end()
      signal.addEventListener('abort', leave)
      // So that proxies let the answer's head through.
      reader.send(toComment(), true)
      for (const { key, protocol } of opening.refused)
        reader.send(toEvent('refused', { protocol, key, code: 'FORBIDDEN' }), true)
      add(served)
      if (signal.aborted) leave()
      else void begin(served)
      return reader.stream
    },
    take(entry) {
      let frame: Frame | undefined
      for (const { reader, waiting } of byTopic.get(toTopicId(entry)) ?? [])
        if (waiting) waiting.push(entry)
        else reader.send((frame ??= toUpdate(entry)))
    },
    setDegraded(next) {
      if (next === isDegraded) return
      isDegraded = next
      const frame = toEvent(next ? 'degraded' : 'restored')
      for (const served of all)
        if (!served.waiting) served.reader.send(frame)
        else if (!next) void begin(served)
    },
    endAll() {
      for (const { reader } of [...all]) reader.end()
    },
    getCount: () => all.size,
  }
}

const awayMessage = 'The bus is away: readers stay, and are told so; webhooks are to be sent again.'
const cutMessage = 'A reader took its events too slowly, and was cut; it comes back with its cursor.'
