import type { TopicInfo, TopicTransport } from './connectionInfo.js'
import type { Page } from './environment.js'
import { blipMs, type PollFacts } from './pollPlan.js'
import type { Provenance, State, Topic } from './protocol.js'

/** Whoever reads a topic through a cache. */
export interface Watcher {
  /** Asks through the cache's own fetching, so that its users see it; ends in `engine.snapshot`. */
  refetch(): Promise<unknown>
  /** How often to poll while the socket is down, in ms; the smallest counts. */
  readonly pollingIntervalMs?: number | undefined
}

/** All that is known of one topic. Times are of the monotonic clock, in ms. */
export interface TopicEntry<T extends Topic, Data> {
  readonly key: string
  readonly topic: T
  readonly watchers: Set<Watcher>
  data: Data | undefined
  changedAt: number | undefined
  watchedAt: number
  pushedAt: number | undefined
  lastEventAt: number | undefined
  /** Since when its end stands that may still be overturned. */
  provisionalSince: number | undefined
  isSettled: boolean
  /** The socket's news of it has been complete since it was confirmed. */
  isCaughtUp: boolean
  /** A poll brought what the socket should have pushed. */
  isDoubted: boolean
  downSince: number | undefined
  needsSnapshot: boolean
  startedAt: number | undefined
  endedAt: number | undefined
  quietPolls: number
  failedPolls: number
  jitter: number
  inFlight: Promise<Data> | undefined
  /** The watcher that has been told to refetch, and has neither asked nor come back yet. */
  asker: Watcher | undefined
  /** Its data changed since it was last written to the caches. */
  isDirty: boolean
  info: TopicInfo
  release: (() => void) | undefined
  stopTimer: () => void
  stopDoubt: () => void
}

export function createTopicEntry<T extends Topic, Data>(key: string, topic: T, now: number): TopicEntry<T, Data> {
  const nothing = () => {}
  return {
    key,
    topic,
    watchers: new Set(),
    data: undefined,
    changedAt: undefined,
    watchedAt: now,
    pushedAt: undefined,
    lastEventAt: undefined,
    provisionalSince: undefined,
    isSettled: false,
    isCaughtUp: false,
    isDoubted: false,
    downSince: now,
    needsSnapshot: false,
    startedAt: undefined,
    endedAt: undefined,
    quietPolls: 0,
    failedPolls: 0,
    jitter: 0,
    inFlight: undefined,
    asker: undefined,
    isDirty: false,
    info: { transport: 'idle', isSettled: false },
    release: undefined,
    stopTimer: nothing,
    stopDoubt: nothing,
  }
}

/** Merges news into the entry; tells whether anything changed. */
export function mergeInto<T extends Topic, Data>(
  entry: TopicEntry<T, Data>,
  state: State<T, Data>,
  next: Data,
  how: Omit<Provenance, 'previousChangedAt'>,
): boolean {
  const previous = entry.data
  const { changedAt } = entry
  const merged = state.merge(previous, next, changedAt === undefined ? how : { ...how, previousChangedAt: changedAt })
  if (merged === previous) return false
  entry.data = merged
  if (previous === undefined || state.hasMoved(previous, merged)) entry.changedAt = how.receivedAt
  return true
}

export function isOpen({ isSettled, watchers }: TopicEntry<Topic, unknown>): boolean {
  return watchers.size > 0 && !isSettled
}

/** Whether the service's answer is as new as can be: nothing is asked, nothing is to be asked. */
export function isAnswered({ asker, inFlight, needsSnapshot }: TopicEntry<Topic, unknown>): boolean {
  return !needsSnapshot && asker === undefined && inFlight === undefined
}

/** Nobody is asked for what nobody sees. */
export function canPoll(entry: TopicEntry<Topic, unknown>, page: Pick<Page, 'isVisible' | 'isOnline'>): boolean {
  return isOpen(entry) && page.isVisible() && page.isOnline()
}

export function toPollFacts(
  entry: TopicEntry<Topic, unknown>,
  isLooked: boolean,
  defaultIntervalMs: number,
): PollFacts {
  const intervals = [...entry.watchers].map(({ pollingIntervalMs }) => pollingIntervalMs ?? defaultIntervalMs)
  return {
    ...entry,
    isDue: isLooked && entry.asker === undefined && entry.inFlight === undefined,
    changedAt: Math.max(entry.changedAt ?? 0, entry.watchedAt),
    intervalMs: Math.min(...intervals),
  }
}

/** What keeps it up to date. Within a blip the former word stays. */
export function getTransport(entry: TopicEntry<Topic, unknown>, isLooked: boolean, now: number): TopicTransport {
  if (!isOpen(entry)) return 'idle'
  if (entry.downSince === undefined) return 'socket'
  if (now - entry.downSince < blipMs) return entry.info.transport
  return isLooked ? 'polling' : 'idle'
}
