// @ts-check
import { createServer } from 'node:http'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import { getLastMessage, toRequestId, toStatus } from '../stream.mjs'

/** @typedef {import('../stream.mjs').Stream} Stream */

/** How much may wait to be read by the page before sending pauses, in bytes. */
const maxWaiting = 1_000_000
/** After so many messages others get a turn. */
const batch = 64

/**
 * Serves the page, and Relay's socket and REST, on one port.
 *
 * It answers REST truthfully: with the last status that was sent.
 * @param {ReadonlyMap<string, string>} files
 */
export async function startServer(files) {
  /** @type {Map<string, Set<import('ws').WebSocket>>} */
  const subscribers = new Map()
  /** @type {Map<string, number>} */
  const indexes = new Map()
  /** @type {Stream} */
  let stream = { ids: 1, isSteady: false }
  let sent = 0

  const http = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const requestId = searchParams.get('requestId')
    const [type, body] = requestId ? ['application/json', JSON.stringify(getStatus(requestId))] : getFile(pathname)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': type,
      // Isolated pages have a clock of 5 µs; others' is of 100.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    response.end(body)
  })

  /** @param {string} path */
  function getFile(path) {
    return path === '/'
      ? ['text/html', '<!doctype html><title>bench</title><body><script type="module" src="/main.js"></script>']
      : ['text/javascript', files.get(path.slice(1))]
  }

  /** @param {string} requestId */
  function getStatus(requestId) {
    const index = indexes.get(requestId) ?? 0
    return sent > index ? toStatus(getLastMessage(index, stream, sent), stream) : { status: 'unknown' }
  }
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ type: 'connection', status: 'ready', data: { id: 'bench' } }))
    socket.on('message', (/** @type {Buffer} */ text) => {
      /** @type {{ type: string, filters: { id: string } }} */
      const { filters, type } = JSON.parse(text.toString())
      const followers = subscribers.get(filters.id) ?? new Set()
      if (type === 'subscribe') subscribers.set(filters.id, followers.add(socket))
      else followers.delete(socket)
      socket.send(JSON.stringify({ type, status: 'success', data: { event: 'request.status.updated', filters } }))
    })
    socket.on('close', () => {
      for (const [id, followers] of subscribers)
        if (followers.delete(socket) && followers.size === 0) subscribers.delete(id)
    })
  })

  /** @param {number} message */
  function send(message) {
    const requestId = toRequestId(message % stream.ids)
    const frame = toFrame(requestId, toStatus(message, stream))
    for (const socket of subscribers.get(requestId) ?? []) socket.send(frame)
    sent = message + 1
  }

  /** The sockets take no more for now. */
  const isFull = () => [...sockets.clients].some(({ bufferedAmount }) => bufferedAmount > maxWaiting)

  await new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = http.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    origin: `http://127.0.0.1:${port}`,
    get sent() {
      return sent
    },
    /**
     * Begins anew, at message 0.
     * @param {Stream} next
     */
    reset(next) {
      stream = next
      sent = 0
      indexes.clear()
      for (let index = 0; index < next.ids; index += 1) indexes.set(toRequestId(index), index)
    },
    getSubscribed: () => subscribers.size,
    /**
     * Sends so many messages more, as fast as the socket takes them.
     * @param {number} messages
     */
    async pump(messages) {
      const end = sent + messages
      while (sent < end) {
        for (let left = batch; left > 0 && sent < end; left -= 1) send(sent)
        do await setImmediate()
        while (isFull())
      }
    },
    /**
     * Sends so many messages more, evenly.
     * @param {number} messages
     * @param {number} perSecond
     */
    async trickle(messages, perSecond) {
      const first = sent
      const startedAt = performance.now()
      while (sent < first + messages) {
        const due = Math.min(messages, Math.floor(((performance.now() - startedAt) * perSecond) / 1000))
        while (sent < first + due) send(sent)
        await setTimeout(1)
      }
    },
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      http.close()
    },
  }
}

/**
 * @param {string} requestId
 * @param {import('../stream.mjs').Status} status
 */
function toFrame(requestId, { status, txHashes, updatedAt }) {
  return JSON.stringify({
    event: 'request.status.updated',
    data: {
      status,
      inTxHashes: [requestId],
      txHashes,
      updatedAt,
      originChainId: 792_703_809,
      destinationChainId: 8453,
      requestId,
    },
    publishedAt: updatedAt + 15,
  })
}
