import { isText, toLength } from '../shared/guards.js'
import { sum } from './history.js'
import { dayMs, isChange, isField, type RelayStatus } from './model.js'
import { isRefund } from './status.js'

/** Far beyond any time in ms, and before any in microseconds. */
const firstMicroseconds = 1e14
/** Longer facts, and those that are nested too deep, are none: they would be compared, stored and sent on. */
const maxLength = 32_000

/**
 * Reads what the service says of a request, by socket or by REST alike; undefined where it says nothing of one.
 *
 * - A fact that can't be read doesn't cost the others: it is kept in `extra`. Null, `"N/A"` and an empty list are
 *   absent.
 * - A fact of more than 32 000 characters, or nested deeper than 20 levels, is left out.
 * - On a refund `txHashes` are the refund's.
 * - A time in microseconds is read as such. A time that is more than a day after its announcement isn't believed: it
 *   would block every later status.
 * - `unknown` is no change and bears no time: it says nothing of the request.
 */
export function toRelayStatus(said: Readonly<Record<string, unknown>>): RelayStatus | undefined {
  const { requestId, status } = said
  if (!isText(requestId) || !isText(status)) return undefined
  const extra: Record<string, unknown> = {}
  const change: Record<string, unknown> = { status, extra }
  for (const field in said) {
    const value = said[field]
    const name = field === 'supersededByRequestId' ? 'supersededBy' : field
    if (name === 'requestId' || name === 'status') continue
    if (value == null || value === 'N/A' || (Array.isArray(value) && !value.length) || name === '__proto__') continue
    if (toLength(value) > maxLength) continue
    if (!isField(name, value)) extra[name] = value
    else if (name === 'txHashes' && isRefund(status)) change['refundTxHashes'] = value
    else change[name === 'updatedAt' ? 'at' : name] = name.endsWith('At') ? toMs(Number(value)) : value
  }
  const isKnown = status !== 'unknown'
  const publishedAt = change['publishedAt'] ?? change['at']
  // Nothing changes long after it was announced.
  const at = Number(change['at']) <= Number(publishedAt) + dayMs ? change['at'] : publishedAt
  if (isKnown && at) change['at'] = at
  else delete change['at']
  if (!isChange(change)) return undefined
  const nothing = { inTxHashes: [], txHashes: [], refundTxHashes: [], extra, history: [] }
  return sum({ requestId: requestId.toLowerCase(), status, ...nothing }, [change], isKnown ? [change] : [])
}

function toMs(time: number): number {
  return time < firstMicroseconds ? time : Math.floor(time / 1000)
}
