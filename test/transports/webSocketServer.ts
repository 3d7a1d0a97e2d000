import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import type { Peer, TransportServer } from './conformance.js'
import { listenHere } from './listenHere.js'

/** A raw WebSocket server on a port of its own. */
export async function startWebSocketServer(): Promise<TransportServer> {
  const sockets = new WebSocketServer({ noServer: true })
  const peers: Peer[] = []
  let door: 'open' | 'refuse' | 'hang' = 'open'

  const server = createServer()
  server.on('upgrade', (request, line, head) => {
    // Read, so that its end is heard of.
    if (door === 'hang') return void line.on('end', () => line.destroy()).resume()
    if (door === 'refuse')
      return void line.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    sockets.handleUpgrade(request, line, head, (socket) => {
      const received: string[] = []
      let isGone = false
      socket.binaryType = 'arraybuffer'
      socket.on('message', (data) =>
        received.push(data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data.toString()),
      )
      socket.on('close', () => (isGone = true))
      socket.on('error', () => {})
      peers.push({
        path: request.url ?? '',
        received,
        sendText: (text) => socket.send(text),
        sendBytes: (text) => socket.send(Buffer.from(text)),
        close: (code, reason) => socket.close(code, reason),
        cut: () => socket.terminate(),
        get isGone() {
          return isGone
        },
      })
    })
  })
  const { host, ...rest } = await listenHere(server)

  return {
    url: `ws://${host}`,
    peers,
    setDoor: (next) => (door = next),
    ...rest,
  }
}
