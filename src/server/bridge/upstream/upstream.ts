import { createEngine } from '../../../core/engine/engine.js'
import { defaultFeedLimit } from '../../../core/feed/defaultFeedLimit.js'
import type { FeedRange } from '../../../core/contract/fetchContext.js'
import type { Protocol, State } from '../../../core/contract/protocol.js'
import type { Topic } from '../../../core/contract/topic.js'
import type { BusEntry, BusNews, BusTopic } from '../../bus/bus.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import { createAnonymousSnapshots } from './anonymousSnapshots.js'
import { createFollowedTopics, pushed } from './followedTopics.js'
import { Refusal } from '../refusal.js'
import { createLeasedPage, type ServerEnvironment } from '../../environment.js'

/** The greatest age of data that is answered from memory, in ms: while the bridge follows the topic, and otherwise. */
const followedMs = 60_000
const unfollowedMs = 5_000
/** The greatest number of a feed's items that a reader can have the bridge keep. */
const maxLimit = 1_000

export interface SnapshotQuery {
  readonly limit?: number
  readonly range?: FeedRange
  /** The caller's signal: aborts when it hangs up. */
  readonly caller?: AbortSignal
}

/** One service behind the bridge, which speaks to it by the same engine as a page. */
export interface Upstream {
  /** Sets the topics that the readers of all instances want. */
  setWanted(topics: readonly BusTopic[]): void
  /** Receives an entry from the bus. */
  receiveEntry(entry: BusEntry): void
  /** Merges an update of a topic into this instance's data, without keeping the result. */
  merge(topic: Topic, data: unknown): unknown
  /** True for a topic that only the socket brings: no request can ask for it. */
  isPushOnly(topic: Topic): boolean
  /** The topic's newest data here, if there is any. */
  getData(topic: Topic): unknown
  /**
   * Answers from memory where that is fresh, or asks the service; concurrent callers share one request.
   * Bounds the requests under way for ranges, and for topics that nobody follows. Rejects with `notNeeded` once all
   * callers have hung up.
   */
  snapshot(topic: BusTopic, query: SnapshotQuery): Promise<unknown>
  setHeld(isHeld: boolean): void
  /** While the bus is away no changes arrive: this instance's data ages. */
  setDegraded(isDegraded: boolean): void
  close(): void
}

export interface UpstreamOptions {
  readonly protocol: Protocol
  readonly environment: ServerEnvironment
  readonly instance: string
  /** The number of snapshots that may be under way for ranges, and for topics that nobody follows. */
  readonly maxAnonymousSnapshots: number
  readonly publish: (news: BusNews) => void
  readonly report: ReportBridge
}

/**
 * - Opens a link and polls only while this instance holds the lease, and then only for topics that readers want.
 * - Publishes each change that its engine learns once. Data that came over the bus isn't published again.
 * - Leaves half of the budget to followed topics: anonymous snapshots get the other half.
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { environment, instance, protocol, publish, report } = options
  const { page, setHeld } = createLeasedPage()
  const engine = createEngine<Topic, unknown>({
    protocol,
    environment: { ...environment, page, isServer: false },
    // Short, since an unwanted topic has lingered already.
    graceMs: 1_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: (diagnostic) => report({ ...diagnostic, level: 'warn' }),
    batch: (write) => write(),
  })
  const followed = createFollowedTopics({ engine, protocol, instance, publish, isHeld: () => isHeld })
  const anonymousSnapshots = createAnonymousSnapshots(protocol, environment.clock, options.maxAnonymousSnapshots)
  let isHeld = false
  let isDegraded = false

  function isFresh({ key, topic }: BusTopic): boolean {
    const { getData, getShown, isFinal } = engine.topic(topic)
    const { lastEventAt, transport } = getShown().info
    const isFollowed = followed.has(key)
    // The lease's holder publishes changes, as long as there is a bus.
    const isKeptCurrent = isHeld ? transport === 'socket' : !isDegraded
    if (isFinal(getData()) || (isFollowed && isKeptCurrent)) return true
    const ageMs = environment.clock.unixNow() - (lastEventAt ?? -Infinity)
    return ageMs < (isFollowed && !isDegraded ? followedMs : unfollowedMs)
  }

  function fetchRange(topic: Topic, state: State<Topic, unknown>, range: FeedRange, limit: number) {
    return state.fetch?.(topic, { current: engine.topic(topic).getData(), limit, range, request: engine.ask })
  }

  return {
    setWanted: (topics) => followed.setWanted(topics.filter((topic) => topic.protocol === protocol.id)),
    receiveEntry({ data, from, key, topic }) {
      if (from === instance) return
      const { pieces, revive } = protocol.stateOf(topic)
      const read = revive(data)
      if (read === undefined) return
      followed.mergeShared(key, topic, read)
      const isBroken = typeof data === 'object' && data !== null && 'isBroken' in data && data.isBroken === true
      engine.topic(topic).receive(pieces ? pieces.adopt(read, isBroken) : read, 'socket')
    },
    merge: (topic, data) => protocol.stateOf(topic).merge(engine.topic(topic).getData(), data, pushed),
    isPushOnly: (topic) => protocol.stateOf(topic).fetch === undefined,
    getData: (topic) => engine.topic(topic).getData(),
    async snapshot(wanted, { caller, limit = defaultFeedLimit, range }) {
      const { key, topic } = wanted
      const state = protocol.stateOf(topic)
      if ((range ?? limit !== defaultFeedLimit) && !state.pieces) throw new Refusal('BAD_RANGE')
      const size = Math.min(limit, maxLimit)
      if (range && state.fetch) {
        const name = `${key} ${range.from} ${range.to} ${size}`
        return anonymousSnapshots.ask(name, () => fetchRange(topic, state, range, size), caller)
      }
      followed.raiseLimit(key, size)
      const data = engine.topic(topic).getData()
      if (data !== undefined && (!state.fetch || isFresh(wanted))) return data
      if (!state.fetch) throw new Refusal('NOTHING_KNOWN')
      const ask = () => engine.topic(topic).snapshot()
      return followed.has(key) ? ask() : anonymousSnapshots.ask(key, ask, caller)
    },
    setHeld(next) {
      isHeld = next
      setHeld(next)
    },
    setDegraded(next) {
      isDegraded = next
    },
    close() {
      followed.close()
      anonymousSnapshots.close()
      engine.close()
    },
  }
}
