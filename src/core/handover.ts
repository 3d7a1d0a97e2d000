import type { Connection } from './connection.js'
import type { Report } from './diagnostics.js'
import type { Environment } from './environment.js'
import type { Protocol, Provenance, Topic } from './protocol.js'
import { getNextPollAt, blipMs } from './pollPlan.js'
import { canPoll, getTransport, isAnswered, isOpen, mergeInto, toPollFacts, type TopicEntry } from './topicEntry.js'

/** How long the socket may take to push what a poll has brought, in ms. */
const doubtMs = 3_000

export interface HandoverOptions<T extends Topic, Data> {
  readonly protocol: Protocol<T, Data>
  readonly environment: Environment
  readonly connection: Pick<Connection, 'isConfirmed' | 'getLastFrameAt' | 'distrust'>
  readonly pollingIntervalMs: number
  readonly hold: (key: string, topic: T) => () => void
  readonly report: Report
  /** The entry has something to tell: new data, or that it was heard of. */
  readonly onNews: (entry: TopicEntry<T, Data>) => void
  readonly onInfo: (entry: TopicEntry<T, Data>) => void
}

/** Who keeps a topic up to date: the socket, the poll, or nobody. */
export interface Handover<T extends Topic, Data> {
  /** Acts on what the entry says now: holds or releases its subscription, plans its poll, tells its state. */
  refresh(entry: TopicEntry<T, Data>): void
  /** Takes news in, whatever way it came. */
  take(entry: TopicEntry<T, Data>, data: Data, how: Pick<Provenance, 'via' | 'askedAt'>): void
  confirm(entry: TopicEntry<T, Data>): void
  /** The link is gone, and all that was known of it. */
  unlink(entry: TopicEntry<T, Data>): void
}

export function createHandover<T extends Topic, Data>(options: HandoverOptions<T, Data>): Handover<T, Data> {
  const { connection, environment, onInfo, onNews, protocol, report } = options
  const { clock, page, random } = environment
  const { state } = protocol

  function refresh(entry: TopicEntry<T, Data>) {
    const now = clock.now()
    settle(entry, now)
    if (isOpen(entry)) entry.release ??= options.hold(entry.key, entry.topic)
    else letGo(entry)
    const isCarried = isOpen(entry) && entry.isCaughtUp && !entry.isDoubted && connection.isConfirmed(entry.key)
    if (isCarried) entry.downSince = undefined
    else if (entry.downSince === undefined) {
      entry.downSince = now
      entry.quietPolls = 0
      entry.jitter = random()
    }
    tell(entry)
    plan(entry, now)
  }

  function letGo(entry: TopicEntry<T, Data>) {
    entry.release?.()
    entry.release = undefined
    entry.stopDoubt()
  }

  function tell(entry: TopicEntry<T, Data>) {
    const { info, isSettled, lastEventAt } = entry
    const transport = getTransport(entry, canPoll(entry, page), clock.now())
    if (info.transport === transport && info.isSettled === isSettled && info.lastEventAt === lastEventAt) return
    entry.info = { transport, isSettled, ...(lastEventAt === undefined ? {} : { lastEventAt }) }
    onInfo(entry)
  }

  /** One timer an entry: for its next poll, the end of a blip, or the end of a grace. */
  function plan(entry: TopicEntry<T, Data>, now: number) {
    entry.stopTimer()
    if (!isOpen(entry)) return
    let pollAt = getNextPollAt(toPollFacts(entry, canPoll(entry, page), options.pollingIntervalMs), now)
    if (pollAt !== undefined && pollAt <= now) {
      poll(entry)
      pollAt = undefined
    }
    const blipEndsAt = entry.downSince === undefined ? -Infinity : entry.downSince + blipMs
    const graceEndsAt = isAnswered(entry) ? getGraceEnd(entry) : undefined
    const at = Math.min(pollAt ?? Infinity, blipEndsAt > now ? blipEndsAt : Infinity, graceEndsAt ?? Infinity)
    if (at < Infinity) entry.stopTimer = clock.after(Math.max(0, at - now), () => refresh(entry))
  }

  function poll(entry: TopicEntry<T, Data>) {
    const [watcher] = entry.watchers
    if (!watcher) return
    entry.jitter = random()
    entry.asker = watcher
    const done = () => {
      if (entry.asker !== watcher) return
      // A cache that did not ask isn't told again at once, and another's turn comes first.
      entry.asker = undefined
      entry.failedPolls += 1
      entry.startedAt = entry.endedAt = clock.now()
      if (entry.watchers.delete(watcher)) entry.watchers.add(watcher)
      refresh(entry)
    }
    watcher.refetch().then(done, done)
  }

  function getGraceEnd({ data, provisionalSince }: TopicEntry<T, Data>): number | undefined {
    if (data === undefined || provisionalSince === undefined) return undefined
    const finality = state.finality(data)
    return typeof finality === 'object' ? provisionalSince + finality.afterMs : undefined
  }

  /** A grace that ended while nobody looked, or while the page slept, is believed only once the service has been asked again. */
  function settle(entry: TopicEntry<T, Data>, now: number) {
    const finality = entry.data === undefined ? 'open' : state.finality(entry.data)
    const isProvisional = typeof finality === 'object'
    entry.provisionalSince = isProvisional ? (entry.provisionalSince ?? now) : undefined
    const isGraceOver = isAnswered(entry) && (getGraceEnd(entry) ?? Infinity) <= now
    entry.isSettled = finality === 'final' || (isProvisional && (entry.isSettled || isGraceOver))
  }

  /** 1. A poll brings news. 2. The socket should bring it too. 3. It doesn't: the topic is polled, and a link without a frame is dead. */
  function doubt(entry: TopicEntry<T, Data>) {
    const since = clock.now()
    entry.stopDoubt()
    entry.stopDoubt = clock.after(doubtMs, () => {
      if ((entry.pushedAt ?? -Infinity) >= since) return
      entry.isDoubted = true
      report('SOCKET_SILENT', 'A poll brought news that the socket did not push.')
      if ((connection.getLastFrameAt() ?? -Infinity) < since) connection.distrust()
      refresh(entry)
    })
  }

  return {
    refresh,
    take(entry, data, how) {
      const wasCarried = entry.downSince === undefined
      const before = entry.data
      const receivedAt = clock.now()
      const isChanged = mergeInto(entry, state, data, { ...how, receivedAt })
      const hasMoved =
        isChanged && before !== undefined && entry.data !== undefined && state.hasMoved(before, entry.data)
      if (how.via !== 'seed') entry.lastEventAt = clock.unixNow()
      if (how.via === 'poll') {
        entry.quietPolls = isChanged ? 0 : entry.quietPolls + 1
        if (hasMoved && wasCarried) doubt(entry)
      }
      if (how.via === 'socket') {
        entry.pushedAt = receivedAt
        entry.isDoubted = false
        entry.isCaughtUp = true
      }
      entry.isDirty ||= isChanged
      onNews(entry)
    },
    confirm(entry) {
      entry.isCaughtUp = false
      entry.needsSnapshot = true
      refresh(entry)
    },
    unlink(entry) {
      entry.isCaughtUp = false
      entry.isDoubted = false
      entry.stopDoubt()
      refresh(entry)
    },
  }
}
