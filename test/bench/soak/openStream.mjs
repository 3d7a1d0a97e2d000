// @ts-check
import { once } from 'node:events'
import { request as ask } from 'node:http'

/**
 * Opens an event stream, from a cursor on. Resolves with the function that drops its line, or undefined where it was refused.
 * @param {{ port: number, requestId: string, cursor: string | undefined, onBlock: (block: string) => void }} options
 * @returns {Promise<(() => Promise<void>) | undefined>}
 */
export async function openStream({ cursor, onBlock, port, requestId }) {
  const body = JSON.stringify({ topics: [{ protocol: 'relay', topic: { kind: 'status', requestId } }], cursor })
  const headers = { 'content-type': 'application/json', 'content-length': body.length, accept: 'text/event-stream' }
  const request = ask({ agent: false, host: '127.0.0.1', port, method: 'POST', path: '/events', headers })
  // A line that is dropped is no failure.
  request.on('error', () => {})
  const isClosed = once(request, 'close')
  request.end(body)
  /** @type {import('node:http').IncomingMessage | undefined} */
  const response = await Promise.race([
    once(request, 'response').then(([first]) => first),
    isClosed.then(() => undefined),
  ])
  if (response?.statusCode !== 200) {
    request.destroy()
    return undefined
  }
  let rest = ''
  response.setEncoding('utf8')
  response.on('error', () => {})
  response.on('data', (/** @type {string} */ text) => {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) onBlock(block)
  })
  return async () => {
    request.destroy()
    await isClosed
  }
}
