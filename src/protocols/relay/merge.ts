import type { Source } from '../../core/contract/topic.js'
import { isSameJson } from '../../core/utils/json.js'
import { addChange } from './history.js'
import { dayMs, type RelayStatus, type RelayStatusChange } from './model.js'
import { isEnd, weigh } from './status.js'

type How = Source<RelayStatus>

/**
 * Newest by the service's clock: the data is the sum of its history, whose changes stand in the order of their times,
 * and its end last.
 *
 * - For news that bear a time the order of arrival makes no difference.
 * - News without a time only fill holes, unless they surely are newer. `unknown` is no news at all.
 * - Old news fill holes and complete the history; they never change where things are.
 * - A fact that wasn't told erases nothing, an empty list of hashes as little.
 * - An answer that is repeated stands as told right after what was known, where it isn't from a replica that lags.
 * - A status dated in the future would block every later one. A repeated answer that is more than a day older replaces
 *   it, and stands last as any other. An end is not replaced so: only another end comes after it.
 * - `previous` itself where nothing changes.
 */
export function mergeRelayStatus(previous: RelayStatus | undefined, next: RelayStatus, how: How): RelayStatus {
  if (!previous) return next
  const latest = (next.updatedAt ?? NaN) + dayMs
  const isFreed = Boolean(how.isRepeated) && Number(previous.updatedAt) > latest && !isEnd(previous.status)
  const isNewer = !isFreed && isSurelyNewer(previous, how)
  const [base, told] = isFreed
    ? [next, previous.history.filter(({ at = 0 }) => at <= latest)]
    : [previous, next.history]
  const add = (data: RelayStatus, change: RelayStatusChange) => addChange(data, change, isNewer)
  const known = told.reduce(add, base)
  const merged = toRepeated(known, next, how).reduce(add, known)
  return isSameJson(merged, previous) ? previous : merged
}

/** The change that stands whatever its time. The service's clock has stepped back. */
function toRepeated(
  { status: current, updatedAt }: RelayStatus,
  { history, status }: RelayStatus,
  { before, isRepeated }: How,
): readonly RelayStatusChange[] {
  const last = history.at(-1)
  if (!isRepeated || status === current || !last?.at || !updatedAt) return []
  const isOlder = weigh(status) < weigh(current) && before?.history.some(({ at }) => at === last.at)
  return isOlder ? [] : [{ ...last, at: updatedAt + 1 }]
}

/** Tells whether news without a time are newer. */
function isSurelyNewer({ status, updatedAt }: RelayStatus, { via, askedAt, previousChangedAt }: How): boolean {
  if (status === 'unknown') return true
  if (isEnd(status)) return false
  // 1. a poll is asked; 2. the socket brings news; 3. the poll's older answer arrives.
  if (via === 'poll') return askedAt !== undefined && askedAt > previousChangedAt
  // One socket keeps the order, as long as nothing else was heard that bears a time.
  return via === 'socket' && !updatedAt
}
