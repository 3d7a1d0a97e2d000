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
 *
 * @param announcedAt When the service announced it, where the facts don't say so themselves: its `publishedAt`.
 */
export function toRelayStatus(said: Readonly<Record<string, unknown>>, announcedAt?: unknown): RelayStatus | undefined {
  const { requestId, status } = said
  if (!isText(requestId) || !isText(status)) return undefined
  const extra: Record<string, unknown> = {}
  const change: Record<string, unknown> = { status, extra }
  const read = (name: string, value: unknown) => {
    if (value == null || value === 'N/A' || (Array.isArray(value) && !value.length) || name === '__proto__') return
    if (toLength(value) > maxLength) return
    if (!isField(name, value)) extra[name] = value
    else if (name === 'txHashes' && isRefund(status)) change['refundTxHashes'] = value
    else change[name === 'updatedAt' ? 'at' : name] = name.endsWith('At') ? toMs(Number(value)) : value
  }
  if (!Object.hasOwn(said, 'publishedAt')) read('publishedAt', announcedAt)
  for (const name in said)
    if (name === 'supersededByRequestId') read('supersededBy', said[name])
    else if (name !== 'requestId' && name !== 'status' && name !== 'supersededBy') read(name, said[name])
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
