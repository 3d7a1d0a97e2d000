import { createEngine } from '../../../core/engine/engine.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import type { ConnectionInfo } from '../../../core/contract/status.js'
import type { Topic } from '../../../core/contract/topic.js'
import type { RequestPace } from '../../../core/topic/requestPace.js'
import type { BusEntry, BusNews, BusTopic } from '../../bus/bus.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import { isRecord } from '../../../protocols/shared/guards.js'
import { createBulkBudget } from './bulkBudget.js'
import { createFollowedTopics, hasStatus } from './followedTopics.js'
import type { BridgeServiceMetrics } from '../metrics/bridgeMetrics.js'
import { createRequestMeter } from '../metrics/requestMeter.js'
import { createEntryMeter } from './entryMeter.js'
import { createPublications } from './publications.js'
import type { TopicClaim } from '../topicClaim.js'
import {
  createSnapshotAnswers,
  type SnapshotAnswers,
  type SnapshotLimits,
  type SnapshotQuery,
} from './snapshotAnswers.js'
import { createUpstreamInfo } from './upstreamInfo.js'
import { createGetFetchMany } from '../../relay/getFetchMany.js'
import { createLeasedPage, type ServerEnvironment } from '../../environment.js'

/** One service behind the bridge, which speaks to it by the same engine as a page. */
export interface Upstream {
  /** Sets the topics that the readers of all instances want. */
  setWanted(topics: readonly BusTopic[]): void
  /** Receives an entry from the bus. */
  receiveEntry(entry: BusEntry): void
  /**
   * Receives news that came another way, such as by a webhook, and returns what is to be published: this engine's
   * newest, since members that merge first and keep nothing would publish the older news after the newer.
   */
  receiveNews(topic: BusTopic, data: unknown): BusNews
  /** The bus has not taken what `receiveNews` returned. */
  keepUnpublished(topic: BusTopic): void
  /** True for a topic that only the socket brings: no request can ask for it. */
  isPushOnly(topic: Topic): boolean
  /** Says how the service keeps the topic up to date. Undefined where nobody here knows. */
  getInfo(topic: BusTopic): TopicClaim | undefined
  /** Receives what another instance has sent. */
  receiveMessage(message: Readonly<Record<string, unknown>>): void
  /** True once the service has told something of the topic; of a feed, from the beginning. */
  hasData(topic: Topic): boolean
  /** The topic's newest data here, if there is any. */
  getData(topic: Topic): unknown
  /** The same of a state, where it is as good as an answer of the service's. */
  getFresh(topic: BusTopic): unknown
  /**
   * Answers from memory where that is fresh, or asks the service; concurrent callers share one request.
   * Bounds the requests under way for ranges, and for topics that nobody follows. Rejects with `notNeeded` once all
   * callers have hung up.
   */
  snapshot(topic: BusTopic, query: SnapshotQuery): Promise<unknown>
  /**
   * Makes a request of another kind for a stranger, within the limits of snapshots of topics that nobody follows. Equal
   * names of one caller share one.
   */
  readonly request: SnapshotAnswers['request']
  setHeld(isHeld: boolean): void
  /** Says how this instance is connected to the service. `idle` where another one holds the lease. */
  getStatus(): ConnectionInfo['status']
  /** Counts an entry of the bus. `wantedAt`: since when readers of this instance want it, in unix ms, if any do. */
  countEntry(entry: BusEntry, wantedAt: number | undefined): void
  getMetrics(): BridgeServiceMetrics
  /** While the bus is away no changes arrive: this instance's data ages. */
  setDegraded(isDegraded: boolean): void
  close(): void
}

export interface UpstreamOptions {
  readonly protocol: Protocol
  /** The starts of its requests, which other services may share. */
  readonly pace: RequestPace
  readonly environment: ServerEnvironment
  readonly instance: string
  readonly limits: SnapshotLimits
  readonly publish: (news: BusNews) => void
  /** Sends to the other instances. */
  readonly send: (message: Readonly<Record<string, unknown>>) => void
  /** Called with each topic of which `getInfo` says something else. */
  readonly onInfo: (topic: BusTopic) => void
  readonly report: ReportBridge
}

/**
 * - Opens a link and polls only while this instance holds the lease, and then only for topics that readers want.
 * - Publishes each change that its engine learns once. Data that came over the bus isn't published again.
 * - Says how the service keeps each topic up to date, on every instance; reports a service that can't be reached.
 * - Leaves half of the budget to followed topics: anonymous snapshots get the other half.
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { environment, instance, protocol, report } = options
  const { page, setHeld } = createLeasedPage()
  const requests = createRequestMeter(environment.clock.now)
  const entries = createEntryMeter(environment.clock.unixNow)
  const engine = createEngine<Topic, unknown>({
    protocol: toHeld(protocol, () => isHeld),
    environment: { ...environment, page, isServer: false },
    // Short, since an unwanted topic has lingered already.
    graceMs: 1_000,
    pollingIntervalMs: 3_000,
    createBudget: createBulkBudget({
      getFetchMany: createGetFetchMany(protocol),
      meter: requests,
      pace: options.pace,
      onAlone: (cause) => report({ ...alone, protocol: protocol.id, cause }),
    }),
    onDiagnostic: (diagnostic) => report({ ...diagnostic, level: 'warn' }),
    batch: (write) => write(),
  })
  const info = createUpstreamInfo({ ...options, engine, clock: environment.clock, getFollowed: () => followed })
  const publications = createPublications({
    ...options,
    stateOf: protocol.stateOf,
    getData: (topic) => engine.topic(topic).getData(),
  })
  const followed = createFollowedTopics({
    ...{ engine, protocol, now: environment.clock.now },
    publish: publications.publish,
    isHeld: () => isHeld,
    onInfo: info.update,
    onMoved: info.suspectWebhooks,
    isPushed: info.hasWebhooks,
  })
  const snapshots = createSnapshotAnswers({
    engine,
    followed,
    limits: options.limits,
    isHeld: () => isHeld,
    isDegraded: () => isDegraded,
    isPushed: info.hasWebhooks,
  })
  let isHeld = false
  let isDegraded = false
  return {
    setWanted(topics) {
      const own = topics.filter((topic) => topic.protocol === protocol.id)
      followed.setWanted(own)
      info.keep(own)
    },
    getInfo: info.getInfo,
    receiveMessage: info.receiveMessage,
    receiveEntry(entry) {
      const { data, from, key, publisher, topic } = entry
      if (from === instance || publisher === instance) publications.receiveOwn(entry)
      if (isOfWebhook(entry)) info.hearWebhook(key)
      const received = from === instance ? undefined : toReceived(protocol.stateOf(topic), data)
      if (received === undefined) return
      followed.mergeShared(key, topic, received)
      // The same object: the engine took it in as a webhook of this instance's.
      if (engine.topic(topic).getData() !== received) engine.topic(topic).receive(received, 'socket')
    },
    receiveNews(topic, data) {
      const { key } = topic
      const handle = engine.topic(topic.topic)
      followed.mergeShared(key, topic.topic, data)
      handle.receive(data, 'socket')
      return publications.toNews(topic, handle.getData() ?? data)
    },
    keepUnpublished: ({ key, protocol, topic }) => publications.fail({ key, protocol, topic }),
    isPushOnly: (topic) => protocol.stateOf(topic).fetch === undefined,
    hasData: (topic) => protocol.stateOf(topic).pieces !== undefined || hasStatus(engine.topic(topic).getData()),
    getData: (topic) => engine.topic(topic).getData(),
    getFresh: snapshots.getFresh,
    snapshot: snapshots.answer,
    request: snapshots.request,
    getStatus: () => engine.getConnection().status,
    countEntry: entries.count,
    getMetrics: () => ({ ...followed.getMetrics(), ...requests.get(), ...entries.get() }),
    setHeld(next) {
      isHeld = next
      setHeld(next)
      info.setHeld(next)
    },
    setDegraded(next) {
      isDegraded = next
      info.setDegraded(next)
      if (!next) publications.retry()
    },
    close() {
      followed.close()
      info.close()
      snapshots.close()
      engine.close()
    },
  }
}

const isOfWebhook = ({ from }: BusEntry): boolean => from === undefined

/** Reads an entry's data as the engine takes it. Undefined where they are none of the topic's. */
function toReceived({ pieces, revive }: ReturnType<Protocol['stateOf']>, data: unknown): unknown {
  const read = revive(data)
  if (read === undefined || !pieces) return read
  return pieces.adopt(read, isRecord(data) && data['isBroken'] === true)
}

const alone = {
  code: 'ASKED_ALONE',
  level: 'warn',
  message: 'Many topics could not be asked for at once. Each is asked for alone for a minute. See the cause.',
} as const

/** A link for no topic isn't opened: the page alone would only slow it down. */
function toHeld(protocol: Protocol, isHeld: () => boolean): Protocol {
  const { live } = protocol
  if (!live) return protocol
  return { ...protocol, live: { ...live, carries: (topic) => isHeld() && live.carries?.(topic) !== false } }
}
