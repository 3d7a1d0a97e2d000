import type { BusEntry, BusMember, BusTopic } from '../../bus/bus.js'
import type { ServerEnvironment } from '../../environment.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import type { Limits } from '../limits.js'
import type { RefusedTopic } from '../refusal.js'
import { type Frame, toBeat, toCursor, toEvent } from './frames.js'
import type { Interests } from './interests.js'
import { createReaderStream, type ReaderStream } from './readerStream.js'
import { createRenewal } from './renewal.js'
import { planReplay, type ReplayPlan } from './replayPlan.js'

/** The pause before a failed replay is tried again while the bus doesn't count as away, in ms. */
const retryMs = 2_000
/** The longest time until forbidden topics are checked again, in ms: the user may be allowed by then. */
const forbiddenRenewMs = 60_000
/** A replay may be this many times as large as the queue of live updates. */
const owedFactor = 4

export interface ReaderRequest {
  readonly topics: readonly BusTopic[]
  /** The topics that `authorize` denied. */
  readonly forbidden: readonly BusTopic[]
  /** The denied topics, and those that nobody can see. */
  readonly refused: readonly RefusedTopic[]
  readonly cursor: string | undefined
  /** The caller, for limits. Undefined where nobody knows. */
  readonly caller: string | undefined
  /**
   * Returns a topic's data for a reader that can't, or won't, ask for a snapshot.
   * `isWhole`: the reader misses nothing, if it had the topic before. `isQuiet`: no entries follow, which would tell
   * older data after newer ones.
   */
  getFirstData(topic: BusTopic, isWhole: boolean, isQuiet: boolean): unknown
  /** Returns the event that says how the service keeps a topic up to date, where a reader would think otherwise. */
  getInfoEvent(topic: BusTopic): Frame | undefined
}

export interface ReaderSessionContext extends ServerEnvironment {
  readonly limits: Pick<Limits, 'queuedBytes' | 'streamMs'>
  readonly interests: Interests
  readonly report: ReportBridge
  /** Callable only after the bus was joined. */
  getMember(): Pick<BusMember, 'compare' | 'getCursor' | 'replay'>
  isDegraded(): boolean
}

/** One reader and its position on the bus. */
export interface ReaderSession extends Pick<ReaderStream, 'end' | 'getQueued' | 'stream'> {
  readonly topics: readonly BusTopic[]
  /** Replays the entries after the reader's cursor. Until that is sent, live entries are held back. */
  start(): void
  receiveEntry(entry: BusEntry, toFrame: () => Frame): void
  /** Sends what is said of one of its topics: not before the topic's start, which says it too. */
  sendInfo(frame: Frame): void
  /** Sends a beat with the id of the newest entry of any topic: a reader without updates keeps its position too. */
  beat(newest: string | undefined): void
  /** Asks the reader to come anew, if it requested such a topic. */
  renew(isConcerned?: (topic: BusTopic) => boolean): void
  /** Sends that the bus is away, or back. */
  setDegraded(frame: Frame): void
}

export function createReaderSession(
  request: ReaderRequest,
  context: ReaderSessionContext,
  onOver: (isCut: boolean) => void,
): ReaderSession {
  const { clock, getMember, interests, limits, report } = context
  const { cursor, topics } = request
  const reader = createReaderStream(limits.queuedBytes, clock.now, onOver)
  const renewMs = request.forbidden.length > 0 ? Math.min(limits.streamMs, forbiddenRenewMs) : limits.streamMs
  const renewal = createRenewal(clock.now(), renewMs, context.random())
  /** The entries that came during the replay. Undefined once live entries are sent directly. */
  let held: BusEntry[] | undefined = []
  let isReplaying = false
  /** The reader has all entries up to this id, some before this instance. Undefined once the instance has caught up. */
  let sentUpTo: string | undefined

  /** 1. Entries are held. 2. The replay is planned. 3. Missed and held entries are sent. 4. Later ones follow. */
  async function replayMissed() {
    if (isReplaying) return
    isReplaying = true
    held = []
    try {
      await interests.awaitFollowed(topics)
      const maxBytes = owedFactor * limits.queuedBytes
      const getHeld = () => held ?? []
      const plan = await planReplay({ member: getMember(), topics, cursor, maxBytes, getHeld })
      if (reader.isOver()) return
      held = undefined
      sentUpTo = plan.end
      sendPlan(reader, request, plan, interests)
    } catch (cause) {
      retryReplay(cause)
    } finally {
      isReplaying = false
    }
  }

  function retryReplay(cause: unknown) {
    reader.send(toEvent('degraded'), true)
    // While the bus counts as away, `setDegraded` replays once it is back.
    if (context.isDegraded()) return
    report({ code: 'BUS_AWAY', level: 'error', message: awayMessage, cause })
    clock.after(retryMs, () => {
      if (held && !reader.isOver()) void replayMissed()
    })
  }

  /** True for an id that the reader hasn't got yet. */
  function isUnsent(id: string): boolean {
    if (sentUpTo !== undefined && getMember().compare(id, sentUpTo) <= 0) return false
    sentUpTo = undefined
    return true
  }

  function sendRenew() {
    renewal.setAsked(clock.now())
    reader.send(toEvent('renew'), true)
  }

  // A first byte, so that proxies let the answer's head through.
  reader.send(toBeat(), true)
  sendRefusals(reader, request)

  return {
    topics,
    stream: reader.stream,
    end: () => reader.end(),
    getQueued: reader.getQueued,
    start: () => void replayMissed(),
    receiveEntry(entry, toFrame) {
      if (held) held.push(entry)
      else if (isUnsent(entry.id)) reader.send(toFrame())
    },
    sendInfo(frame) {
      if (!held) reader.send(frame)
    },
    beat(newest) {
      const now = clock.now()
      if (renewal.isDue(now)) sendRenew()
      const isKept = newest !== undefined && !held && isUnsent(newest)
      if (renewal.isOver(now)) reader.end()
      else reader.beat(toBeat(isKept ? newest : undefined))
    },
    renew(isConcerned = () => true) {
      if ([...topics, ...request.forbidden].some(isConcerned)) sendRenew()
    },
    setDegraded(frame) {
      if (!held) reader.send(frame)
      if (context.isDegraded()) return
      if (held) void replayMissed()
      // `restored` speaks of all topics, and so of refused ones.
      else {
        sendRefusals(reader, request)
        sendInfos(reader, request)
      }
    },
  }
}

/** Sends the cursor, each topic's start, and the missed entries. */
function sendPlan(reader: ReaderStream, request: ReaderRequest, plan: ReplayPlan, interests: Interests) {
  const { cursor, topics } = request
  if (plan.start !== cursor) reader.send(toCursor(plan.start), true)
  const isQuiet = plan.frames.length === 0
  topics.forEach((topic, index) => {
    const { key, protocol } = topic
    const isWhole = plan.isWhole(index) && interests.isWantedSince(topic, plan.start)
    const info = request.getInfoEvent(topic)
    // Before the topic's start: the reader would believe the stream for a moment.
    if (info) reader.send(info, true)
    const status = isWhole || cursor === undefined ? 'subscribed' : 'reset'
    reader.send(toEvent(status, { protocol, key }), true)
    const data = request.getFirstData(topic, isWhole, isQuiet)
    if (data !== undefined) reader.send(toEvent('update', { protocol, key, data }), true)
  })
  for (const frame of plan.frames) reader.send(frame, true)
  // The newest of what was missed is as old as it is.
  if (plan.frames.length > 0) sendInfos(reader, request)
  // A reset topic must not get older entries when the reader comes back.
  if (plan.end !== plan.start) reader.send(toCursor(plan.end), true)
}

function sendInfos(reader: ReaderStream, { getInfoEvent, topics }: ReaderRequest) {
  for (const topic of topics) {
    const info = getInfoEvent(topic)
    if (info) reader.send(info, true)
  }
}

function sendRefusals(reader: ReaderStream, request: ReaderRequest) {
  for (const refused of request.refused) reader.send(toEvent('refused', refused), true)
}

const awayMessage = 'The bus is away: readers stay, and are told so; webhooks are to be sent again.'
