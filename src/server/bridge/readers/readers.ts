import type { BusEntry, BusTopic } from '../../bus/bus.js'
import {
  createReaderSession,
  type ReaderRequest,
  type ReaderSession,
  type ReaderSessionContext,
} from './readerSession.js'
import type { Callers } from '../callers.js'
import { type Frame, toEvent, toUpdate } from './frames.js'
import type { BridgeMetrics } from '../metrics/bridgeMetrics.js'
import { toTopicId } from '../../bus/toTopicId.js'

/** The interval of beats, which show a reader that its link lives, in ms: a reader waits 40 s for one. */
const beatMs = 15_000

export interface ReadersServices extends Omit<ReaderSessionContext, 'isDegraded'> {
  readonly callers: Callers
}

export interface Readers {
  open(request: ReaderRequest, signal: AbortSignal): ReadableStream<Frame>
  receiveEntry(entry: BusEntry): void
  /** Tells what is said of a topic to its readers. */
  sendInfo(topic: BusTopic, frame: Frame): void
  setDegraded(isDegraded: boolean): void
  /** True while the bus is away. */
  isDegraded(): boolean
  /** Asks the readers that requested such a topic to come anew. */
  renew(isConcerned?: (topic: BusTopic) => boolean): void
  /** Ends all streams: the readers come back, and begin anew. */
  endAll(): void
  /** Counts one more reader, which has no stream yet, until the returned function is called. */
  reserve(): () => void
  getCount(): number
  getMetrics(): Pick<BridgeMetrics, 'frames' | 'oldestQueuedMs' | 'queuedBytes' | 'readers'>
}

/**
 * Serves all readers of one instance.
 *
 * - Each gets `subscribed` or `reset` for each topic, then the entries after its cursor, then new ones.
 *   All come once, in the order of the bus.
 * - A slow reader is cut, and slows nobody.
 * - While the bus is away, readers stay and learn that it is.
 * - Each is asked to come anew after a while, so that `authorize` is called again. One that stays is ended.
 */
export function createReaders(services: ReadersServices): Readers {
  const { callers, clock, report, interests } = services
  const all = new Set<ReaderSession>()
  const byTopic = new Map<string, Set<ReaderSession>>()
  let newest: string | undefined
  let reserved = 0
  let frames = 0
  let isDegraded = false
  let stopBeat: (() => void) | undefined
  const getDegraded = () => isDegraded
  const context: ReaderSessionContext = { ...services, isDegraded: getDegraded }

  function sendBeat() {
    for (const session of all) session.beat(newest)
    stopBeat = all.size > 0 ? clock.after(beatMs, sendBeat) : undefined
  }

  function addSession(session: ReaderSession, caller: string | undefined) {
    all.add(session)
    interests.add(session.topics, caller)
    for (const topic of session.topics) {
      const id = toTopicId(topic)
      byTopic.set(id, (byTopic.get(id) ?? new Set()).add(session))
    }
    stopBeat ??= clock.after(beatMs, sendBeat)
  }

  function removeSession(session: ReaderSession) {
    if (!all.delete(session)) return
    interests.remove(session.topics)
    for (const topic of session.topics) {
      const id = toTopicId(topic)
      const readers = byTopic.get(id)
      readers?.delete(session)
      if (readers?.size === 0) byTopic.delete(id)
    }
    if (all.size > 0) return
    stopBeat?.()
    stopBeat = undefined
  }

  return {
    open(reader, signal) {
      const leaveCaller = callers.enter(reader.caller, reader.topics.length)
      try {
        interests.makeRoom(reader.topics)
      } catch (refusal) {
        leaveCaller()
        throw refusal
      }
      const session = createReaderSession(reader, context, (isCut) => {
        removeSession(session)
        leaveCaller()
        signal.removeEventListener('abort', leave)
        if (isCut) report({ code: 'READER_CUT', level: 'warn', message: cutMessage })
      })
      const leave = () => session.end()
      signal.addEventListener('abort', leave)
      addSession(session, reader.caller)
      if (signal.aborted) leave()
      else session.start()
      return session.stream
    },
    receiveEntry(entry) {
      newest = entry.id
      let frame: Frame | undefined
      // Encoded once, however many readers get it.
      const toFrame = () => (frame ??= toUpdate(entry))
      for (const session of byTopic.get(toTopicId(entry)) ?? []) {
        frames += 1
        session.receiveEntry(entry, toFrame)
      }
    },
    sendInfo(topic, frame) {
      for (const session of byTopic.get(toTopicId(topic)) ?? []) session.sendInfo(frame)
    },
    isDegraded: getDegraded,
    setDegraded(next) {
      if (next === isDegraded) return
      isDegraded = next
      const frame = toEvent(next ? 'degraded' : 'restored')
      for (const session of all) session.setDegraded(frame)
    },
    renew: (isConcerned) => all.forEach((session) => session.renew(isConcerned)),
    endAll() {
      for (const session of [...all]) session.end()
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
    getMetrics: () => ({ readers: all.size, frames, ...sumQueued(all, clock.now()) }),
  }
}

function sumQueued(
  sessions: ReadonlySet<ReaderSession>,
  now: number,
): Pick<BridgeMetrics, 'oldestQueuedMs' | 'queuedBytes'> {
  const queued = [...sessions].flatMap((session) => session.getQueued() ?? [])
  return {
    queuedBytes: queued.reduce((sum, { bytes }) => sum + bytes, 0),
    oldestQueuedMs: queued.reduce((most, { since }) => Math.max(most, now - since), 0),
  }
}

const cutMessage = 'A reader took its events too slowly, and was cut; it comes back with its cursor.'
