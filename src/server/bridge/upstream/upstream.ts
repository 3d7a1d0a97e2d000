import { createEngine, type TopicEvent } from '../../../core/engine/engine.js'
import { defaultFeedLimit } from '../../../core/feed/defaultFeedLimit.js'
import { isSameJson } from '../../../core/utils/json.js'
import type { FeedRange } from '../../../core/contract/fetchContext.js'
import type { Protocol, State } from '../../../core/contract/protocol.js'
import type { Source, Topic } from '../../../core/contract/topic.js'
import type { BusEntry, BusNews, BusTopic } from '../../bus/bus.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import { createAnonymousSnapshots } from './anonymousSnapshots.js'
import { Refusal } from '../requests/refusal.js'
import { createLeasedPage, type ServerEnvironment } from '../../environment.js'

/** How old a topic's picture may be that is answered from memory, in ms: while the bridge follows it, and while nobody does. */
const followedMs = 60_000
const unfollowedMs = 5_000
/** How many items of a feed a reader may have kept here. */
const maxLimit = 1_000

const pushed: Source = { via: 'socket', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }

interface Followed {
  readonly stop: () => void
  /** How many items of a feed its readers want. */
  limit: number
  /** Of a state, what every instance knows. */
  shared: unknown
  /** Of a feed, how it stood when the others were told last: what is too little to be told goes with the next news. */
  lastPublished?: unknown
}

export interface SnapshotQuery {
  readonly limit?: number
  readonly range?: FeedRange
  /** Of whoever asks: aborts when it hangs up. */
  readonly caller?: AbortSignal
}

/** One service, as the bridge speaks to it: by the same engine as a page. */
export interface Upstream {
  /** What the readers of all instances want. */
  setWanted(topics: readonly BusTopic[]): void
  /** Takes in what came over the bus. */
  receiveEntry(entry: BusEntry): void
  /** What news of a topic make of what is known here. */
  merge(topic: Topic, data: unknown): unknown
  /** Whether nobody can be asked for it: what isn't told by the socket isn't known. */
  isPushOnly(topic: Topic): boolean
  /** What is known of a topic, if anything is. */
  getData(topic: Topic): unknown
  /**
   * What is known where that is new enough, or the service's answer, which all that ask meanwhile share.
   * Of stretches, and of what nobody follows, a bounded number is asked for at once; rejects with `needless` where whoever asked has hung up.
   */
  snapshot(topic: BusTopic, query: SnapshotQuery): Promise<unknown>
  setHeld(isHeld: boolean): void
  /** While the bus is away nobody is told of changes: what is known here ages. */
  setDegraded(isDegraded: boolean): void
  close(): void
}

export interface UpstreamOptions {
  readonly protocol: Protocol
  readonly environment: ServerEnvironment
  readonly instance: string
  /** How many snapshots may be under way of what nobody follows, and of stretches. */
  readonly maxAnonymousSnapshots: number
  readonly publish: (news: BusNews) => void
  readonly report: ReportBridge
}

/**
 * - It opens a link and polls only while this instance holds the lease, and then only for what readers want.
 * - What its engine learns is published once. What comes over the bus isn't published again.
 * - Strangers' snapshots leave half of the budget to what is followed.
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { environment, instance, protocol, publish, report } = options
  const { page, setHeld } = createLeasedPage()
  const engine = createEngine<Topic, unknown>({
    protocol,
    environment: { ...environment, page, isServer: false },
    // What isn't wanted has lingered already.
    graceMs: 1_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: (diagnostic) => report({ ...diagnostic, level: 'warn' }),
    batch: (write) => write(),
  })
  const followed = new Map<string, Followed>()
  const anonymousSnapshots = createAnonymousSnapshots(protocol, environment.clock, options.maxAnonymousSnapshots)
  let isHeld = false
  let isDegraded = false

  function followTopic({ key, topic }: BusTopic): Followed {
    const shared = engine.getData(topic)
    const entry: Followed = { stop: () => stops.forEach((stop) => stop()), limit: defaultFeedLimit, shared: shared }
    const watcher = {
      refetch: () => engine.snapshot(topic),
      get limit() {
        return entry.limit
      },
    }
    const stops = [
      engine.onTopic(topic, (event) => publishChange(entry, key, topic, event)),
      engine.watch(topic, watcher),
    ]
    return entry
  }

  function publishChange(entry: Followed, key: string, topic: Topic, event: TopicEvent<unknown>) {
    if (event.type !== 'data') return
    const before = entry.lastPublished ?? event.before
    entry.lastPublished = undefined
    // Whoever holds the lease tells it.
    if (!isHeld) return
    const { merge, pieces } = protocol.stateOf(topic)
    const data = pieces ? pieces.diff(before, event.whole) : event.data
    if (pieces && data === undefined) entry.lastPublished = before
    if (data === undefined || (!pieces && isShared(merge, entry.shared, data))) return
    if (!pieces) entry.shared = data
    publish({ protocol: protocol.id, key, topic, data, from: instance })
  }

  function isFresh({ key, topic }: BusTopic): boolean {
    const { isSettled, lastEventAt, transport } = engine.getTopic(topic)
    const isFollowed = followed.has(key)
    // Whoever holds the lease tells what changes, as long as there is a bus.
    const isKeptCurrent = isHeld ? transport === 'socket' : !isDegraded
    if (isSettled || (isFollowed && isKeptCurrent)) return true
    const ageMs = environment.clock.unixNow() - (lastEventAt ?? -Infinity)
    return ageMs < (isFollowed && !isDegraded ? followedMs : unfollowedMs)
  }

  function fetchRange(topic: Topic, state: State<Topic, unknown>, range: FeedRange, limit: number) {
    return state.fetch?.(topic, { current: engine.getData(topic), limit, range, request: engine.ask })
  }

  return {
    setWanted(topics) {
      const wanted = new Map(topics.filter((topic) => topic.protocol === protocol.id).map((each) => [each.key, each]))
      for (const [key, { stop }] of followed)
        if (!wanted.has(key)) {
          followed.delete(key)
          stop()
        }
      for (const [key, topic] of wanted) if (!followed.has(key)) followed.set(key, followTopic(topic))
    },
    receiveEntry({ data, from, key, topic }) {
      if (from === instance) return
      const { merge, pieces, revive } = protocol.stateOf(topic)
      const read = revive(data)
      if (read === undefined) return
      const entry = followed.get(key)
      if (entry && !pieces) entry.shared = merge(entry.shared, read, pushed)
      const isBroken = typeof data === 'object' && data !== null && 'isBroken' in data && data.isBroken === true
      engine.push(topic, pieces ? pieces.adopt(read, isBroken) : read)
    },
    merge: (topic, data) => protocol.stateOf(topic).merge(engine.getData(topic), data, pushed),
    isPushOnly: (topic) => protocol.stateOf(topic).fetch === undefined,
    getData: (topic) => engine.getData(topic),
    async snapshot(wanted, { caller, limit = defaultFeedLimit, range }) {
      const { key, topic } = wanted
      const state = protocol.stateOf(topic)
      if ((range ?? limit !== defaultFeedLimit) && !state.pieces) throw new Refusal('BAD_RANGE')
      const size = Math.min(limit, maxLimit)
      if (range && state.fetch) {
        const name = `${key} ${range.from} ${range.to} ${size}`
        return anonymousSnapshots.ask(name, () => fetchRange(topic, state, range, size), caller)
      }
      const entry = followed.get(key)
      if (entry) entry.limit = Math.max(entry.limit, size)
      const known = engine.getData(topic)
      if (known !== undefined && (!state.fetch || isFresh(wanted))) return known
      if (!state.fetch) throw new Refusal('NOTHING_KNOWN')
      return entry ? engine.snapshot(topic) : anonymousSnapshots.ask(key, () => engine.snapshot(topic), caller)
    },
    setHeld(next) {
      isHeld = next
      setHeld(next)
    },
    setDegraded(next) {
      isDegraded = next
    },
    close() {
      for (const { stop } of followed.values()) stop()
      followed.clear()
      anonymousSnapshots.close()
      engine.close()
    },
  }
}

/** Whether the others know it already: news that came over the bus move this engine, too. */
function isShared(merge: State<Topic, unknown>['merge'], shared: unknown, data: unknown): boolean {
  return shared !== undefined && isSameJson(merge(shared, data, pushed), shared)
}
