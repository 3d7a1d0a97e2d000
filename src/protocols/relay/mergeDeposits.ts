import type { Source } from '../../core/contract/topic.js'
import { isSameJson } from '../../core/utils/json.js'
import type { RelayDeposits } from './deposits.js'
import { mergeRelayStatus } from './merge.js'
import type { RelayStatus } from './model.js'

/** Bounds the list of an address that is used for years. */
const maxRequests = 100

/**
 * Each request newest by the service's clock, as everywhere.
 *
 * - A request that an answer lacks stays: an answer names the newest ones alone, and a replica may lag.
 * - The order is the answer's. A known request that it lacks stays behind the one that it stood behind.
 * - `previous` itself where nothing changes.
 */
export function mergeRelayDeposits(
  previous: RelayDeposits | undefined,
  next: RelayDeposits,
  how: Source<RelayDeposits>,
): RelayDeposits {
  if (!previous) return next
  const find = (data: RelayDeposits | undefined, id: string) => data?.requests.find(({ requestId }) => requestId === id)
  const news = next.requests.map((request) =>
    mergeRelayStatus(find(previous, request.requestId), request, {
      ...how,
      before: find(how.before, request.requestId),
    }),
  )
  // By the id that they stand behind; those that stand before all others have none.
  const kept = new Map<string, RelayStatus[]>()
  let behind = ''
  for (const request of previous.requests)
    if (find(next, request.requestId)) behind = request.requestId
    else kept.set(behind, [...(kept.get(behind) ?? []), request])
  const requests = [
    ...(kept.get('') ?? []),
    ...news.flatMap((request) => [request, ...(kept.get(request.requestId) ?? [])]),
  ].slice(-maxRequests)
  const merged: RelayDeposits = { ...previous, ...next, requests }
  return isSameJson(merged, previous) ? previous : merged
}
