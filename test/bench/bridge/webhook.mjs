// @ts-check
import { createHmac } from 'node:crypto'
import { toRequestId, toStatus } from '../stream.mjs'

/** @typedef {{ readonly body: string, readonly headers: Readonly<Record<string, string | number>> }} Webhook */

/** Of nobody. */
export const apiKey = 'key-of-the-bench-0123456789'

const first = toStatus(0, { ids: 1, isSteady: true }).updatedAt

/**
 * One of Relay's webhooks, signed. The message's number is its time, so that each is news, and can be told from all others.
 * @param {number} message
 * @param {number} ids
 * @param {number} padding So many bytes more, in a field that onwire doesn't know.
 * @param {number} [perRequest] After so many messages of an id another takes its place.
 * @returns {Webhook}
 */
export function toWebhook(message, ids, padding, perRequest = Infinity) {
  const requestId = toRequestId(toRequestIndex(message, ids, perRequest))
  const { status, updatedAt } = toStatus(message, { ids, isSteady: true })
  const sentAt = Date.now()
  const body = JSON.stringify({
    event: 'request.status.updated',
    timestamp: sentAt,
    data: {
      status,
      inTxHashes: [requestId],
      txHashes: [],
      updatedAt,
      originChainId: 792_703_809,
      destinationChainId: 8453,
      requestId,
      ...(padding > 0 && { note: 'x'.repeat(padding) }),
    },
  })
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-signature-timestamp': `${sentAt}`,
      'x-signature-sha256': createHmac('sha256', apiKey).update(`${sentAt}.${body}`).digest('hex'),
    },
  }
}

/**
 * Which request a message is about.
 * @param {number} message
 * @param {number} ids
 * @param {number} perRequest
 */
export function toRequestIndex(message, ids, perRequest) {
  return (message % ids) + ids * Math.floor(Math.floor(message / ids) / perRequest)
}

/**
 * Which message it was that brought this.
 * @param {number} updatedAt
 */
export function toMessage(updatedAt) {
  return updatedAt - first
}
