// @ts-check
import { once } from 'node:events'
import { connect } from 'node:net'
import { toEventsBody } from './followEvents.mjs'

/**
 * A reader that asks for all of these, and never reads. The returned socket is for whoever ends it.
 * @param {{ port: number, requestIds: readonly string[] }} options
 */
export async function stall({ port, requestIds }) {
  const body = toEventsBody(requestIds)
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.pause()
  await once(socket, 'connect')
  const head = ['POST /events HTTP/1.1', 'host: localhost', 'content-type: application/json']
  socket.write([...head, `content-length: ${body.length}`, '', body].join('\r\n'))
  return socket
}
