import type { BusEntry, BusTopic } from '../../bus/bus.js'
import { createServed, type Opening, type Served, type ServedContext } from './readerSession.js'
import { type Frame, toEvent, toUpdate } from './frames.js'
import { toTopicId } from '../../bus/toTopicId.js'

/** How often every reader is told that its link lives, in ms: a reader waits 40 s for it. */
const beatMs = 15_000

export interface Readers {
  open(opening: Opening, signal: AbortSignal): ReadableStream<Frame>
  take(entry: BusEntry): void
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
export function createReaders(services: Omit<ServedContext, 'isDegraded'>): Readers {
  const { clock, report, wishes } = services
  const all = new Set<Served>()
  const byTopic = new Map<string, Set<Served>>()
  let newest: string | undefined
  let reserved = 0
  let isDegraded = false
  let stopBeat: (() => void) | undefined
  const context: ServedContext = { ...services, isDegraded: () => isDegraded }

  function beat() {
    for (const served of all) served.beat(newest)
    stopBeat = all.size > 0 ? clock.after(beatMs, beat) : undefined
  }

  function add(served: Served) {
    all.add(served)
    wishes.add(served.topics)
    for (const topic of served.topics) {
      const id = toTopicId(topic)
      byTopic.set(id, (byTopic.get(id) ?? new Set()).add(served))
    }
    stopBeat ??= clock.after(beatMs, beat)
  }

  function remove(served: Served) {
    if (!all.delete(served)) return
    wishes.remove(served.topics)
    for (const topic of served.topics) {
      const id = toTopicId(topic)
      const readers = byTopic.get(id)
      readers?.delete(served)
      if (readers?.size === 0) byTopic.delete(id)
    }
    if (all.size > 0) return
    stopBeat?.()
    stopBeat = undefined
  }

  return {
    open(opening, signal) {
      wishes.makeRoom(opening.topics)
      const served = createServed(opening, context, (isCut) => {
        remove(served)
        signal.removeEventListener('abort', leave)
        if (isCut) report({ code: 'READER_CUT', level: 'warn', message: cutMessage })
      })
      const leave = () => served.end()
      signal.addEventListener('abort', leave)
      add(served)
      if (signal.aborted) leave()
      else served.begin()
      return served.stream
    },
    take(entry) {
      newest = entry.id
      let frame: Frame | undefined
      // Written once, however many read it.
      const toFrame = () => (frame ??= toUpdate(entry))
      for (const served of byTopic.get(toTopicId(entry)) ?? []) served.take(entry, toFrame)
    },
    setDegraded(next) {
      if (next === isDegraded) return
      isDegraded = next
      const frame = toEvent(next ? 'degraded' : 'restored')
      for (const served of all) served.setDegraded(frame)
    },
    renew(isConcerned) {
      for (const served of all) served.renew(isConcerned)
    },
    endAll() {
      for (const served of [...all]) served.end()
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
