// @ts-check
import { Server } from 'socket.io'
import { readJson } from './readJson.mjs'

/** What one would take otherwise: Socket.IO's rooms. It verifies nothing, merges nothing and remembers nothing. */
export function createSocketIoServer() {
  const io = new Server({ transports: ['websocket'], serveClient: false })
  io.on('connection', (socket) => {
    socket.on('follow', async (/** @type {string[]} */ ids, /** @type {() => void} */ tell) => {
      await socket.join(ids)
      tell()
    })
  })
  return {
    /** @type {import('node:http').RequestListener} */
    async listener(request, response) {
      if (request.url?.startsWith('/socket.io')) return
      const { data } = await readJson(request)
      io.to(data.requestId).emit('update', data)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
    },
    /** @param {import('node:http').Server} http */
    attach: (http) => void io.attach(http),
  }
}
