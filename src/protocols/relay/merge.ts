import type { Provenance } from '../../core/protocol.js'
import { isSameJson } from '../../core/isSameJson.js'
import { addChange } from './history.js'
import type { RelayStatus } from './model.js'
import { isEnd } from './status.js'

/**
 * Newest by the service's clock: the data is the sum of its history, whose changes stand in the order of their times.
 *
 * - For news that bear a time the order of arrival makes no difference.
 * - News without a time only fill holes, unless they surely are newer. `unknown` is no news at all.
 * - Old news fill holes and complete the history; they never change where things are.
 * - What wasn't told erases nothing, an empty list of hashes as little.
 * - `previous` itself where nothing changes.
 */
export function mergeRelayStatus(previous: RelayStatus | undefined, next: RelayStatus, how: Provenance): RelayStatus {
  if (!previous) return next
  const isNewer = isSurelyNewer(previous, how)
  const merged = next.history.reduce((data, change) => addChange(data, change, isNewer), previous)
  return isSameJson(merged, previous) ? previous : merged
}

/** Whether news without a time are newer. */
function isSurelyNewer({ status, updatedAt }: RelayStatus, { via, askedAt, previousChangedAt }: Provenance): boolean {
  if (status === 'unknown') return true
  if (isEnd(status)) return false
  // 1. a poll is asked; 2. the socket brings news; 3. the poll's older answer arrives.
  if (via === 'poll') return askedAt !== undefined && askedAt > previousChangedAt
  // One socket keeps the order, as long as nothing else was heard that bears a time.
  return via === 'socket' && !updatedAt
}
