import type { RelayTopic } from 'onwire/relay'
import { relay } from 'onwire/server'
import { apiKey } from '../../support/webhooks.js'

/** A socket that never opens. */
class HangingSocket {
  url = ''
  binaryType = 'blob'
  readyState = 0
  onopen = null
  onmessage = null
  onerror = null
  onclose = null
  send() {}
  close() {}
}

/** Relay that knows nothing and pushes nothing: all comes by webhooks, or over the bus. */
export const createQuietRelay = (fetch: typeof globalThis.fetch = async () => Response.json({ status: 'unknown' })) =>
  relay({ apiKey, fetch, WebSocket: HangingSocket })

/** News of a request as they travel over the bus. */
export function toNews(requestId: string, updatedAt: number, extra: Readonly<Record<string, unknown>> = {}) {
  const topic: RelayTopic = { kind: 'status', requestId }
  const nothing = { inTxHashes: [], txHashes: [], refundTxHashes: [], extra: {} }
  const history = [{ status: 'pending', at: updatedAt, extra }]
  const data = { ...nothing, requestId, status: 'pending', updatedAt, history }
  return { protocol: 'relay', key: requestId, topic, data }
}
