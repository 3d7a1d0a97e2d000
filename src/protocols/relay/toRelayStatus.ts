import { isRecord, isText, isTime } from '../guards.js'
import { isField, type RelayStatus, reviveRelayStatus } from './model.js'
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
export function toRelayStatus(said: unknown): RelayStatus | undefined {
  if (!isRecord(said)) return undefined
  const { requestId, status, ...told } = said
  if (!isText(requestId) || !isText(status)) return undefined
  const facts: Record<string, unknown> = {}
  const extra: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(told)) {
    if (value == null || value === 'N/A' || placed.includes(name) || (Array.isArray(value) && value.length === 0))
      continue
    if (!isField(name, value)) extra[name] = value
    else if (name !== 'updatedAt') facts[name === 'txHashes' && isRefund(status) ? 'refundTxHashes' : name] = value
  }
  const at = [told['updatedAt'], told['publishedAt']].find(isTime)
  const isKnown = status !== 'unknown'
  return reviveRelayStatus({
    requestId: requestId.toLowerCase(),
    status,
    inTxHashes: [],
    txHashes: [],
    refundTxHashes: [],
    ...facts,
    extra,
    ...(isKnown && at && { updatedAt: at }),
    history: isKnown ? [{ ...facts, extra, status, ...(at && { at }) }] : [],
  })
}
