import type { Provenance } from '../../core/protocol.js'
import { isSameJson } from '../isSameJson.js'
import { clockOf, getCurrent, getUntimed, type RelayHistory, uniteTimed } from './history.js'
import { mergeHashes } from './mergeHashes.js'
import type { RelayStatus } from './model.js'
import { isEnd } from './status.js'

/**
 * Newest by the service's clock.
 *
 * - For news that bear a time the order of arrival makes no difference to the status, the times and the hashes.
 * - News without a time only fill holes, unless they surely are newer. So does `unknown`, always.
 * - Old news fill holes and complete the history; they never change where things are.
 * - An empty list of hashes erases nothing.
 * - `previous` itself where nothing changes.
 */
export function mergeRelayStatus(previous: RelayStatus | undefined, next: RelayStatus, how: Provenance): RelayStatus {
  if (previous === undefined) return next
  const { history, isTaken } = mergeHistory(previous, next, how)
  const [older, newer] = isTaken ? [previous, next] : [next, previous]
  const updatedAt = Math.max(previous.updatedAt ?? 0, next.updatedAt ?? 0)
  const publishedAt = Math.max(previous.publishedAt ?? 0, next.publishedAt ?? 0)
  const merged: RelayStatus = {
    ...older,
    ...newer,
    ...(updatedAt > 0 && { updatedAt }),
    ...(publishedAt > 0 && { publishedAt }),
    ...mergeHashes(previous, next, isTaken),
    status: getCurrent(history)?.status ?? previous.status,
    history,
    extra: { ...older.extra, ...newer.extra },
  }
  return isSameJson(previous, merged) ? previous : merged
}

/** `isTaken` says whether `next` is at least as new as `previous`. */
function mergeHistory(
  previous: RelayStatus,
  next: RelayStatus,
  how: Provenance,
): { history: RelayHistory; isTaken: boolean } {
  const before = clockOf(previous.history)
  const told = clockOf(next.history)
  const timed = uniteTimed(previous.history, next.history)
  // A newer time ends what stood without one, but no end: a lost `updatedAt` must not bring a settled request back.
  const isStanding = told <= before || (isEnd(previous.status) && !isEnd(getCurrent(timed)?.status ?? ''))
  const base = isStanding ? [...timed, ...getUntimed(previous.history)] : timed

  const news = getUntimed(next.history).at(-1)
  const current = getCurrent(base)?.status
  if (news === undefined)
    return { history: base, isTaken: told >= before && current === next.status && next.history.length > 0 }
  if (told <= before && !isSurelyNewer(previous, how)) return { history: base, isTaken: false }
  return { history: current === news.status ? base : [...base, news], isTaken: true }
}

/** Whether news without a time are newer. */
function isSurelyNewer(previous: RelayStatus, { via, askedAt, previousChangedAt }: Provenance): boolean {
  if (previous.status === 'unknown') return true
  if (isEnd(previous.status)) return false
  // 1. a poll is asked; 2. the socket brings news; 3. the poll's older answer arrives.
  if (askedAt !== undefined) return previousChangedAt === undefined || askedAt > previousChangedAt
  // One socket keeps the order, as long as nothing else was heard that bears a time.
  return via === 'socket' && clockOf(previous.history) < 0
}
