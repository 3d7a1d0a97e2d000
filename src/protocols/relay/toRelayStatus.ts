import * as v from 'valibot'
import { hashLists, isReadable, type RelayStatus, relayStatusSchema } from './model.js'
import { isRefund } from './status.js'

/**
 * What the service says of a request, by socket or by REST alike, as data.
 *
 * - A field that can't be read doesn't cost the others: it is kept in `extra`. Null and `"N/A"` are absent.
 * - On a refund `txHashes` are the refund's.
 * - `unknown` bears no time: it says nothing of the request, and so is newer than nothing.
 */
export function toRelayStatus(requestId: string, status: string, said: object): RelayStatus {
  const told = Object.entries(said).filter(
    ([name, value]) => value != null && value !== 'N/A' && name !== 'requestId' && name !== 'status',
  )
  const { updatedAt, publishedAt, ...timeless } = v.parse(relayStatusSchema, {
    requestId: requestId.toLowerCase(),
    status,
    inTxHashes: [],
    txHashes: [],
    refundTxHashes: [],
    ...Object.fromEntries(told.filter(([name, value]) => isReadable(name, value))),
    history: [],
    hashTimes: {},
    extra: Object.fromEntries(told.filter(([name, value]) => !isReadable(name, value))),
  })
  const data = isRefund(status) ? { ...timeless, txHashes: [], refundTxHashes: timeless.txHashes } : timeless
  if (status === 'unknown') return data

  const at = updatedAt ?? publishedAt
  const published = publishedAt === undefined ? {} : { publishedAt }
  return {
    ...data,
    ...(updatedAt !== undefined && { updatedAt }),
    ...published,
    history: [at === undefined ? { status } : { status, at, ...published }],
    hashTimes:
      at === undefined
        ? {}
        : Object.fromEntries(hashLists.filter((name) => data[name].length > 0).map((name) => [name, at])),
  }
}
