import type { BusEntry, BusMember, BusTopic } from '../../bus/bus.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import { createReaderStream, type ReaderStream } from './readerStream.js'
import type { Interests } from './interests.js'
import { planReplay, type ReplayPlan } from './replayPlan.js'
import type { Limits } from '../limits.js'
import type { RefusedTopic } from '../requests/readTopics.js'
import type { ServerEnvironment } from '../../environment.js'
import { type Frame, toBeat, toCursor, toEvent } from './frames.js'

/** How long until a place is looked for again where the bus failed and doesn't say that it is away, in ms. */
const retryMs = 2_000
/** How long after it was to be renewed a stream ends, in ms. */
const renewGraceMs = 30_000
/** After how long at most what is forbidden is asked for again, in ms: somebody may have been let in since. */
const forbiddenRenewMs = 60_000
/** How many times what may wait of news may wait of what was missed. */
const owedFactor = 4

export interface ReaderRequest {
  readonly topics: readonly BusTopic[]
  /** Those that it may not see. */
  readonly forbidden: readonly BusTopic[]
  /** These, and those that nobody can see. */
  readonly refused: readonly RefusedTopic[]
  readonly cursor: string | undefined
  /** What is known of a topic, for a reader that can't, or won't, ask for it. `isWhole`: it has its place, and misses nothing where it had the topic. */
  getFirstData(topic: BusTopic, isWhole: boolean): unknown
}

export interface ReaderSessionContext extends ServerEnvironment {
  readonly limits: Pick<Limits, 'queuedBytes' | 'streamMs'>
  readonly interests: Interests
  readonly report: ReportBridge
  /** Absent until the bus is joined. */
  getMember(): Pick<BusMember, 'compare' | 'getCursor' | 'replay'>
  isDegraded(): boolean
}

/** One reader, with its place on the bus. */
export interface ReaderSession extends Pick<ReaderStream, 'end' | 'stream'> {
  readonly topics: readonly BusTopic[]
  /** Looks for its place, and tells it. Until then news wait. */
  start(): void
  receiveEntry(entry: BusEntry, toFrame: () => Frame): void
  /** Tells that the link lives, and of the newest entry, whichever its topic: also a reader without news keeps its place. */
  beat(newest: string | undefined): void
  /** Tells it to come anew, where it has asked for such a topic. */
  renew(isConcerned?: (topic: BusTopic) => boolean): void
  /** The bus is away, or back. */
  setDegraded(frame: Frame): void
}

export function createReaderSession(
  request: ReaderRequest,
  context: ReaderSessionContext,
  onOver: (isCut: boolean) => void,
): ReaderSession {
  const { clock, getMember, limits, report, interests } = context
  const { cursor, topics } = request
  const reader = createReaderStream(limits.queuedBytes, onOver)
  /** What came in while its place was looked for; undefined once it is told everything at once. */
  let held: BusEntry[] | undefined = []
  let isReplaying = false
  /** It has been told everything up to here, also what this instance hasn't heard of yet. Undefined once that has caught up. */
  let sentUpTo: string | undefined
  /** By the local clock; not all of those that came together at once. Undefined once that was said. */
  const renewMs = request.forbidden.length > 0 ? Math.min(limits.streamMs, forbiddenRenewMs) : limits.streamMs
  let renewAt: number | undefined = clock.now() + renewMs * (0.8 + 0.2 * context.random())
  let endAt = renewAt + renewGraceMs

  /** 1. News wait. 2. Its place is looked for. 3. What was missed, and what has waited since, is told in its order. 4. News go straight out. */
  async function replayMissed() {
    if (isReplaying) return
    isReplaying = true
    held = []
    try {
      await interests.whenKnown(topics)
      const maxBytes = owedFactor * limits.queuedBytes
      const getHeld = () => held ?? []
      const plan = await planReplay({ member: getMember(), topics, cursor, maxBytes, getHeld })
      if (!reader.isOver()) sendPlan(plan)
    } catch (cause) {
      reader.send(toEvent('degraded'), true)
      // Otherwise it is begun again when the bus is back.
      if (context.isDegraded()) return
      report({ code: 'BUS_AWAY', level: 'error', message: awayMessage, cause })
      clock.after(retryMs, () => {
        if (held && !reader.isOver()) void replayMissed()
      })
    } finally {
      isReplaying = false
    }
  }

  function sendPlan(plan: ReplayPlan) {
    if (plan.start !== cursor) reader.send(toCursor(plan.start), true)
    topics.forEach((topic, index) => {
      const isWhole = plan.isWhole(index) && interests.isWantedSince(topic, plan.start)
      sendTopicStart(topic, isWhole || cursor === undefined ? 'subscribed' : 'reset', isWhole)
    })
    held = undefined
    sentUpTo = plan.end
    for (const frame of plan.frames) reader.send(frame, true)
    // Of what was reset it is to hear nothing older.
    if (plan.end !== plan.start) reader.send(toCursor(plan.end), true)
  }

  function sendTopicStart(topic: BusTopic, status: 'subscribed' | 'reset', isWhole: boolean) {
    const { key, protocol } = topic
    reader.send(toEvent(status, { protocol, key }), true)
    const data = request.getFirstData(topic, isWhole)
    if (data !== undefined) reader.send(toEvent('update', { protocol, key, data }), true)
  }

  function sendRefusals() {
    for (const refused of request.refused) reader.send(toEvent('refused', refused), true)
  }

  /** Whether it hasn't been told of it yet. */
  function isUnsent(id: string): boolean {
    if (sentUpTo !== undefined && getMember().compare(id, sentUpTo) <= 0) return false
    sentUpTo = undefined
    return true
  }

  function sendRenew() {
    renewAt = undefined
    endAt = Math.min(endAt, clock.now() + renewGraceMs)
    reader.send(toEvent('renew'), true)
  }

  // So that proxies let the answer's head through.
  reader.send(toBeat(), true)
  sendRefusals()

  return {
    topics,
    stream: reader.stream,
    end: () => reader.end(),
    start: () => void replayMissed(),
    receiveEntry(entry, toFrame) {
      if (held) held.push(entry)
      else if (isUnsent(entry.id)) reader.send(toFrame())
    },
    beat(newest) {
      const now = clock.now()
      if (renewAt !== undefined && now >= renewAt) sendRenew()
      const isKept = newest !== undefined && !held && isUnsent(newest)
      if (now >= endAt) reader.end()
      else reader.beat(toBeat(isKept ? newest : undefined))
    },
    renew(isConcerned = () => true) {
      if ([...topics, ...request.forbidden].some(isConcerned)) sendRenew()
    },
    setDegraded(frame) {
      if (!held) reader.send(frame)
      if (context.isDegraded()) return
      if (held) void replayMissed()
      // `restored` is said of all.
      else sendRefusals()
    },
  }
}

const awayMessage = 'The bus is away: readers stay, and are told so; webhooks are to be sent again.'
