import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Server, type ServerOptions, type Socket } from 'socket.io'
import type { Peer, TransportServer } from './conformance.js'

/** What a proxy in front does with a request: passes it, at once or late, answers with a status, cuts the line, or never answers. */
export type Gate = 'open' | 'slow' | 'cut' | 'hang' | 400 | 401 | 403 | 502

export interface SocketIoServer extends TransportServer {
  readonly io: Server
  /** The path and query of each request, upgrades with `upgrade ` before it. */
  readonly requests: readonly string[]
  setGates(gates: { readonly upgrades?: Gate; readonly requests?: Gate }): void
}

/** A real Socket.IO server with all namespaces, on a port of its own or the one that is given. */
export async function startSocketIoServer(
  options: Partial<ServerOptions> & { readonly port?: number } = {},
): Promise<SocketIoServer> {
  const lines = new Set<Duplex>()
  const peers: Peer[] = []
  const requests: string[] = []
  /** Sessions that were cut. */
  const cut = new Set<string>()
  let gates: { upgrades: Gate; requests: Gate } = { upgrades: 'open', requests: 'open' }

  const server = createServer()
  server.on('connection', (line) => {
    lines.add(line)
    line.on('error', () => {})
  })
  const io = new Server(server, options)
  io.on('connection', welcome)
  io.of(/./).on('connection', welcome)

  function welcome(socket: Socket) {
    const received: string[] = []
    let isGone = false
    socket.onAny((event: string) => received.push(event))
    socket.on('disconnect', () => (isGone = true))
    peers.push({
      path: socket.nsp.name,
      received,
      sendText: (text) => socket.emit('text', text),
      close: () => socket.disconnect(true),
      cut() {
        // One that polls may have no request under way just now: its next one is cut.
        cut.add(String(Reflect.get(socket.conn, 'id')))
        for (const line of lines) line.destroy()
      },
      get isGone() {
        return isGone
      },
    })
  }

  guard('upgrade')
  guard('request')

  /** Stands before what Socket.IO listens with. */
  function guard(name: 'upgrade' | 'request') {
    const listeners = server.listeners(name)
    server.removeAllListeners(name)
    server.on(name, (request: IncomingMessage, ...rest: unknown[]) => {
      requests.push(`${name === 'upgrade' ? 'upgrade ' : ''}${request.url}`)
      const gate = gates[name === 'upgrade' ? 'upgrades' : 'requests']
      const pass = () => {
        for (const listener of listeners) listener.call(server, request, ...rest)
      }
      if (cut.has(new URL(request.url ?? '', 'http://x.invalid').searchParams.get('sid') ?? '')) {
        pass()
        request.socket.destroy()
      } else if (gate === 'open') pass()
      else if (gate === 'slow') setTimeout(pass, 100)
      else if (gate === 'cut') request.socket.destroy()
      else if (gate !== 'hang')
        request.socket.end(`HTTP/1.1 ${gate} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    })
  }

  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    io,
    peers,
    requests,
    setGates: (next) => (gates = { ...gates, ...next }),
    setDoor(door) {
      const gate = door === 'refuse' ? 401 : door
      gates = { upgrades: gate, requests: gate }
    },
    async stop() {
      const isOver = server.listening ? once(server, 'close') : undefined
      void io.close()
      for (const line of lines) line.destroy()
      await isOver
    },
  }
}
