// @ts-check
import { request as ask } from 'node:http'
import { now } from '../now.mjs'
import { toMessage } from '../webhook.mjs'

/**
 * @typedef {object} Reader
 * @property {number} port
 * @property {string} requestId
 * @property {(message: number, at: number) => void} onMessage
 * @property {(bytes: number) => void} onBytes
 * @property {() => void} onClose
 */

/** @param {readonly string[]} requestIds */
export function toEventsBody(requestIds) {
  return JSON.stringify({
    topics: requestIds.map((requestId) => ({ protocol: 'relay', topic: { kind: 'status', requestId } })),
  })
}

/**
 * One reader of an event stream, as a page asks for it. Resolves once it is told that it follows.
 * @param {Reader} reader
 * @returns {Promise<void>}
 */
export function followEvents({ port, requestId, onBytes, onClose, onMessage }) {
  const body = toEventsBody([requestId])
  const headers = { 'content-type': 'application/json', 'content-length': body.length, accept: 'text/event-stream' }
  return new Promise((resolve, reject) => {
    const request = ask({ agent: false, host: '127.0.0.1', port, method: 'POST', path: '/events', headers })
    request.on('error', reject)
    request.on('close', onClose)
    request.on('response', (response) => {
      if (response.statusCode !== 200) return reject(new Error(`HTTP ${response.statusCode} in place of events`))
      let rest = ''
      response.setEncoding('utf8')
      response.on('error', () => {})
      response.on('data', (/** @type {string} */ text) => {
        onBytes(text.length)
        const blocks = (rest + text).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          if (block.startsWith('event: subscribed')) resolve()
          // A first answer of REST, which knows nothing, is an update too, and none of ours: it has no time.
          const updatedAt = block.startsWith('event: update') && /"updatedAt":(\d+)/.exec(block)?.[1]
          if (updatedAt) onMessage(toMessage(Number(updatedAt)), now())
        }
      })
    })
    request.end(body)
  })
}
