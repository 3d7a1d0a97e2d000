// @ts-check
import { io } from 'socket.io-client'
import { now } from '../now.mjs'
import { toMessage } from '../webhook.mjs'

/**
 * One reader over Socket.IO. Resolves once it follows.
 * @param {import('./followEvents.mjs').Reader} reader
 * @returns {Promise<void>}
 */
export function followSocketIo({ port, requestId, onBytes, onClose, onMessage }) {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true, reconnection: false })
  socket.on('update', (/** @type {{ updatedAt: number }} */ { updatedAt }) => onMessage(toMessage(updatedAt), now()))
  socket.on('disconnect', onClose)
  return new Promise((resolve, reject) => {
    socket.on('connect_error', reject)
    socket.on('connect', () => {
      socket.io.engine.on('packet', ({ data }) => onBytes(typeof data === 'string' ? data.length : 0))
      socket.emit('follow', [requestId], () => resolve())
    })
  })
}
