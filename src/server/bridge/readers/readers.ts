import type { BusEntry, BusTopic } from '../../bus/bus.js'
import {
  createReaderSession,
  type ReaderRequest,
  type ReaderSession,
  type ReaderSessionContext,
} from './readerSession.js'
import { type Frame, toEvent, toUpdate } from './frames.js'
import { toTopicId } from '../../bus/toTopicId.js'

/** How often every reader is told that its link lives, in ms: a reader waits 40 s for it. */
const beatMs = 15_000

export interface Readers {
  open(request: ReaderRequest, signal: AbortSignal): ReadableStream<Frame>
  receiveEntry(entry: BusEntry): void
  setDegraded(isDegraded: boolean): void
  /** Has those that have asked for such a topic come anew. */
  renew(isConcerned?: (topic: BusTopic) => boolean): void
  /** Ends them all: they come back, and begin anew. */
  endAll(): void
  /** Counts one more, who hasn't got a stream yet; until what is answered is called. */
  reserve(): () => void
  getCount(): number
}

/**
 * All readers of one instance.
 *
 * - Each is told of each topic `subscribed` or `reset`, then what came after its cursor, then what comes, in the order of the bus, each once.
 * - A slow one is cut and slows nobody.
 * - While the bus is away they stay, and are told.
 * - Each is told to come anew after a while, so that what it may see is asked for again; one that doesn't is ended.
 */
export function createReaders(services: Omit<ReaderSessionContext, 'isDegraded'>): Readers {
  const { clock, report, interests } = services
  const all = new Set<ReaderSession>()
  const byTopic = new Map<string, Set<ReaderSession>>()
  let newest: string | undefined
  let reserved = 0
  let isDegraded = false
  let stopBeat: (() => void) | undefined
  const context: ReaderSessionContext = { ...services, isDegraded: () => isDegraded }

  function sendBeat() {
    for (const session of all) session.beat(newest)
    stopBeat = all.size > 0 ? clock.after(beatMs, sendBeat) : undefined
  }

  function addSession(session: ReaderSession) {
    all.add(session)
    interests.add(session.topics)
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
      interests.makeRoom(reader.topics)
      const session = createReaderSession(reader, context, (isCut) => {
        removeSession(session)
        signal.removeEventListener('abort', leave)
        if (isCut) report({ code: 'READER_CUT', level: 'warn', message: cutMessage })
      })
      const leave = () => session.end()
      signal.addEventListener('abort', leave)
      addSession(session)
      if (signal.aborted) leave()
      else session.start()
      return session.stream
    },
    receiveEntry(entry) {
      newest = entry.id
      let frame: Frame | undefined
      // Written once, however many read it.
      const toFrame = () => (frame ??= toUpdate(entry))
      for (const session of byTopic.get(toTopicId(entry)) ?? []) session.receiveEntry(entry, toFrame)
    },
    setDegraded(next) {
      if (next === isDegraded) return
      isDegraded = next
      const frame = toEvent(next ? 'degraded' : 'restored')
      for (const session of all) session.setDegraded(frame)
    },
    renew(isConcerned) {
      for (const session of all) session.renew(isConcerned)
    },
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
  }
}

const cutMessage = 'A reader took its events too slowly, and was cut; it comes back with its cursor.'
