import { awaitPush } from '../../core/utils/awaitPush.js'
import { isSameJson } from '../../core/utils/json.js'
import type { State } from '../../core/contract/protocol.js'
import { isInteger, toRecord } from '../shared/guards.js'
import type { MempoolStatsTopic } from './topic.js'

/**
 * Counts of the service's intents, in all and by its own list of statuses. A count that it didn't say, or that can't be
 * read, is absent.
 */
export interface MempoolStatsData {
  readonly total?: number
  readonly submitted?: number
  readonly matched?: number
  readonly executing?: number
  readonly completed?: number
  readonly failed?: number
  readonly cancelled?: number
}

const names = new Set(['total', 'submitted', 'matched', 'executing', 'completed', 'failed', 'cancelled'])

/** Undefined where it says nothing. */
export function toMempoolStats(said: unknown): MempoolStatsData | undefined {
  const told = Object.entries(toRecord(said)).filter(
    ([name, count]) => names.has(name) && isInteger(count) && count >= 0,
  )
  const stats: MempoolStatsData = Object.fromEntries(told)
  return told.length > 0 ? stats : undefined
}

/**
 * Statistics bear no time: the last ones are the newest, and whatever the service said is newer than what others put
 * into a cache.
 */
export function createStatsState(): State<MempoolStatsTopic, MempoolStatsData> {
  const heard = new WeakSet<MempoolStatsData>()
  return {
    awaitPush,
    merge(previous, next, { via }) {
      if (via !== 'cache') heard.add(next)
      if (!previous) return next
      if (isSameJson(previous, next)) return previous
      return via === 'cache' && heard.has(previous) ? previous : next
    },
    hasMoved: (from, to) => from !== to,
    finality: () => 'open',
    revive: (value) => (isSameJson(toMempoolStats(value), value) ? toMempoolStats(value) : undefined),
  }
}
