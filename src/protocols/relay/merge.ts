import type { Source } from '../../core/contract/topic.js'
import { isSameJson } from '../../core/utils/json.js'
import { addChange } from './history.js'
import { dayMs, type RelayStatus } from './model.js'
import { isEnd } from './status.js'

/** How long a service may lag behind its own news, in ms. */
const heldMs = 300_000

/**
 * Newest by the service's clock: the data is the sum of its history, whose changes stand in the order of their times.
 *
 * - For news that bear a time the order of arrival makes no difference.
 * - News without a time only fill holes, unless they surely are newer. `unknown` is no news at all.
 * - Old news fill holes and complete the history; they never change where things are.
 * - A fact that wasn't told erases nothing, an empty list of hashes as little.
 * - A status dated in the future would block every later one. An answer that is more than a day older replaces it, if
 *   it was asked for 5 min later. Final statuses are never replaced.
 * - `previous` itself where nothing changes.
 */
export function mergeRelayStatus(previous: RelayStatus | undefined, next: RelayStatus, how: Source): RelayStatus {
  if (!previous) return next
  const latest = (next.updatedAt ?? NaN) + dayMs
  const isFreed = isHeld(previous, latest, how)
  const isNewer = !isFreed && isSurelyNewer(previous, how)
  const [base, told] = isFreed
    ? [next, previous.history.filter(({ at = 0 }) => at <= latest)]
    : [previous, next.history]
  const merged = told.reduce((data, change) => addChange(data, change, isNewer), base)
  return isSameJson(merged, previous) ? previous : merged
}

/**
 * Tells whether the known status is dated in the future, and an answer shows it. A service that only lags behind has
 * caught up by then.
 */
function isHeld({ status, updatedAt = 0 }: RelayStatus, latest: number, how: Source): boolean {
  const { via, askedAt = 0, previousChangedAt } = how
  return via === 'poll' && updatedAt > latest && askedAt > previousChangedAt + heldMs && !isEnd(status)
}

/** Tells whether news without a time are newer. */
function isSurelyNewer({ status, updatedAt }: RelayStatus, { via, askedAt, previousChangedAt }: Source): boolean {
  if (status === 'unknown') return true
  if (isEnd(status)) return false
  // 1. a poll is asked; 2. the socket brings news; 3. the poll's older answer arrives.
  if (via === 'poll') return askedAt !== undefined && askedAt > previousChangedAt
  // One socket keeps the order, as long as nothing else was heard that bears a time.
  return via === 'socket' && !updatedAt
}
