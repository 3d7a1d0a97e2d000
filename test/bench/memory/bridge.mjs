// @ts-check
/** A bridge on one of the buses, alone in its process, which takes webhooks in. */
import { createHmac } from 'node:crypto'
import { createClient } from 'redis'
import { answer } from '../bridge/child.mjs'
import { QuietRelay } from '../bridge/servers/quietRelay.mjs'
import { getMemory } from '../bridge/usage.mjs'
import { apiKey } from '../bridge/webhook.mjs'
import { toRequestId } from '../stream.mjs'

const [bundle = '', maxBytes = '', url = ''] = process.argv.slice(2)
/** @type {typeof import('../../../src/exports/server.js')} */
const { createBridge, memoryBus, redisBus, relay } = await import(bundle)
const client = url ? await createClient({ url }).connect() : undefined
const options = { maxBytes: Number(maxBytes) }
const bridge = createBridge({
  path: '/',
  protocols: [relay({ apiKey, fetch: async () => Response.json({ status: 'unknown' }), WebSocket: QuietRelay })],
  authorize: () => true,
  bus: client ? redisBus(client, options) : memoryBus(options),
  webhooks: { relay: { apiKey, onDiagnostic: () => {} } },
  onDiagnostic: () => {},
})

const placeholder = toRequestId(0)

/**
 * A body whose request is yet to be named.
 * @param {number} bytes
 */
function toBody(bytes) {
  const fields = Array.from({ length: bytes / 2 / 100 }, (_, field) => [`field${field}`, 'x'.repeat(85)])
  const data = { requestId: placeholder, status: 'pending', updatedAt: Date.now(), inTxHashes: [], txHashes: [] }
  const all = { ...data, ...Object.fromEntries(fields), note: 'x'.repeat(bytes / 2) }
  return JSON.stringify({ event: 'request.status.updated', timestamp: Date.now(), data: all })
}

/** @param {string} body */
function toRequest(body) {
  const sentAt = Date.now()
  const signature = createHmac('sha256', apiKey).update(`${sentAt}.${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-signature-timestamp': `${sentAt}`,
    'x-signature-sha256': signature,
  }
  return new Request('http://localhost/webhooks/relay', { method: 'POST', body, headers })
}

const answers = {
  getMemory,
  /** @param {{ webhooks: number, bytes: number }} options */
  async send({ bytes, webhooks }) {
    const body = toBody(bytes)
    let refused = 0
    for (let index = 1; index <= webhooks; index += 1) {
      const { status } = await bridge.fetch(toRequest(body.replace(placeholder, toRequestId(index))))
      if (status !== 200) refused += 1
    }
    return { bytes: webhooks * body.length, refused }
  },
  /** What Redis says of its stream. */
  async getStream() {
    if (!client) return undefined
    const key = '{onwire}:stream'
    const [streamBytes, streamEntries] = [await client.sendCommand(['MEMORY', 'USAGE', key]), await client.xLen(key)]
    return { streamBytes: Number(streamBytes), streamEntries }
  },
}

/** @typedef {typeof answers} MemoryAnswers */
answer(answers)
