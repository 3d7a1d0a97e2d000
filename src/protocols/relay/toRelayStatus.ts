import { isFact, isTime, type RelayStatus, reviveRelayStatus } from './model.js'
import { isRefund } from './status.js'

/** Not facts: they have a place of their own. */
const placed = ['requestId', 'status', 'extra']

/**
 * What the service says of a request, by socket or by REST alike, as data; undefined where it can't be that.
 *
 * - A fact that can't be read doesn't cost the others: it is kept in `extra`. Null, `"N/A"` and an empty list are absent.
 * - On a refund `txHashes` are the refund's.
 * - `unknown` is no change and bears no time: it says nothing of the request.
 */
export function toRelayStatus(requestId: string, status: string, said: object): RelayStatus | undefined {
  const told: Record<string, unknown> = Object.fromEntries(Object.entries(said))
  const entries = Object.entries(told)
    .filter(
      ([name, value]) =>
        value != null &&
        value !== 'N/A' &&
        !(Array.isArray(value) && value.length === 0) &&
        !placed.includes(name) &&
        !(name === 'updatedAt' && isTime(value)),
    )
    .map(([name, value]): [string, unknown] => [
      name === 'txHashes' && isRefund(status) ? 'refundTxHashes' : name,
      value,
    ])
  const facts = {
    ...Object.fromEntries(entries.filter((fact) => isFact(...fact))),
    extra: Object.fromEntries(entries.filter((fact) => !isFact(...fact))),
  }
  const base = {
    requestId: requestId.toLowerCase(),
    status,
    inTxHashes: [],
    txHashes: [],
    refundTxHashes: [],
    ...facts,
    history: [],
  }
  if (status === 'unknown') return reviveRelayStatus(base)

  const at = [told.updatedAt, told.publishedAt].find(isTime)
  const change = { ...facts, status, ...(at !== undefined && { at }) }
  return reviveRelayStatus({ ...base, ...(at !== undefined && { updatedAt: at }), history: [change] })
}
