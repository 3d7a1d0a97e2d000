import type { Engine } from '../../../core/engine/engine.js'
import { createRangeRequest } from '../../../core/engine/fetchRange.js'
import { defaultFeedLimit } from '../../../core/feed/defaultFeedLimit.js'
import type { FeedRange } from '../../../core/contract/fetchContext.js'
import type { State } from '../../../core/contract/protocol.js'
import type { Topic } from '../../../core/contract/topic.js'
import type { BusTopic } from '../../bus/bus.js'
import type { Limits } from '../limits.js'
import { Refusal } from '../refusal.js'
import {
  type AnonymousSnapshots,
  type AnonymousSnapshotsLimits,
  createAnonymousSnapshots,
  type SnapshotCaller,
} from './anonymousSnapshots.js'
import type { FollowedTopics } from './followedTopics.js'
import { countItems, createOlderItems, type FetchOlder, toTrimmed } from './olderItems.js'

/** The greatest age of data that is answered from memory, in ms: while the bridge follows the topic, and otherwise. */
const followedMs = 60_000
const unfollowedMs = 5_000

export interface SnapshotQuery {
  readonly limit?: number
  readonly range?: FeedRange
  /** The caller, for limits. */
  readonly caller?: string | undefined
  /** Aborts when the caller hangs up. */
  readonly signal?: AbortSignal
}

/** `itemsPerTopic`: a feed's items in one answer, which a reader can have the bridge keep, too. */
export interface SnapshotLimits extends AnonymousSnapshotsLimits, Pick<Limits, 'itemsPerTopic'> {}

export interface SnapshotAnswersOptions {
  readonly engine: Engine
  readonly followed: FollowedTopics
  readonly limits: SnapshotLimits
  readonly isHeld: () => boolean
  readonly isDegraded: () => boolean
  /** True for a topic whose news come by webhooks. */
  readonly isPushed: (key: string) => boolean
}

/** Answers requests for data from memory where that is fresh, or by the service. */
export interface SnapshotAnswers {
  /** See `Upstream`. */
  answer(topic: BusTopic, query: SnapshotQuery): Promise<unknown>
  /** Returns a state's data where they are as good as an answer of the service's. */
  getFresh(topic: BusTopic): unknown
  /** Makes another request for a stranger, within the same limits. */
  readonly request: AnonymousSnapshots['ask']
  close(): void
}

export function createSnapshotAnswers(options: SnapshotAnswersOptions): SnapshotAnswers {
  const { engine, followed, isDegraded, isHeld, isPushed, limits } = options
  const { environment, protocol } = engine
  const anonymous = createAnonymousSnapshots(protocol, environment.clock, limits)
  const older = createOlderItems({ engine, followed })

  function isFresh({ key, topic }: BusTopic): boolean {
    const { getData, getShown, isFinal } = engine.topic(topic)
    const { isStale, lastEventAt, transport } = getShown().info
    const isFollowed = followed.has(key)
    // The lease's holder publishes changes, as long as there is a bus.
    const isLive = transport === 'socket' || (!isStale && isPushed(key))
    const isKeptCurrent = isHeld() ? isLive : !isDegraded()
    if (isFinal(getData()) || (isFollowed && isKeptCurrent)) return true
    const ageMs = environment.clock.unixNow() - (lastEventAt ?? -Infinity)
    return ageMs < (isFollowed && !isDegraded() ? followedMs : unfollowedMs)
  }

  /** `count`: how many items of it are wanted. */
  function fetchRange(topic: Topic, state: State<Topic, unknown>, range: FeedRange, count: number) {
    const current = engine.topic(topic).getData()
    // A protocol takes off what is known already.
    return state.fetch?.(topic, {
      current,
      limit: count + countItems(current),
      range,
      request: createRangeRequest(engine),
    })
  }

  async function getNewest({ key, ...wanted }: BusTopic, state: State<Topic, unknown>, who: SnapshotCaller) {
    const { getData, snapshot } = engine.topic(wanted.topic)
    const data = getData()
    if (data !== undefined && (!state.fetch || isFresh({ key, ...wanted }))) return data
    if (!state.fetch) throw new Refusal('NOTHING_KNOWN')
    return followed.has(key) ? snapshot() : anonymous.ask(key, snapshot, who)
  }

  return {
    async answer(wanted, { caller, limit = defaultFeedLimit, range, signal }) {
      const { key, topic } = wanted
      const state = protocol.stateOf(topic)
      if ((range ?? limit !== defaultFeedLimit) && !state.pieces) throw new Refusal('BAD_RANGE')
      const size = Math.min(limit, limits.itemsPerTopic)
      if (range && state.fetch) {
        const name = `${key} ${range.from} ${range.to} ${size}`
        return anonymous.ask(name, () => fetchRange(topic, state, range, size), { caller, signal })
      }
      followed.raiseLimit(key, size)
      const fetchOlder: FetchOlder = (name, before, count) =>
        anonymous.ask(name, () => fetchRange(topic, state, before, count), { caller, signal })
      const data = await getNewest(wanted, state, { caller, signal })
      if (!state.pieces || !state.fetch) return data
      const filled = await older.fill(wanted, data, size, fetchOlder)
      return limit > size && countItems(filled) < limit ? toTrimmed(filled) : filled
    },
    getFresh: (wanted) =>
      !protocol.stateOf(wanted.topic).pieces && isFresh(wanted) ? engine.topic(wanted.topic).getData() : undefined,
    request: anonymous.ask,
    close: anonymous.close,
  }
}
