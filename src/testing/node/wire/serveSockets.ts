import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, WebSocketServer } from 'ws'
import type { Network } from '../../memory/network.js'
import { createLine } from '../../memory/latency.js'
import { type Frame, selectProtocol } from '../../kit/server.js'
import { SimulatedSocket } from './simulatedSocket.js'
import { toUrl } from './toUrl.js'

type Outgoing =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }
  | { readonly kind: 'terminate' }

/** Carries a simulator's sockets over real ones. Returns what cuts them all. */
export function serveSockets(server: Server, network: Omit<Network, 'rest'>): () => void {
  const upgrades = new WebSocketServer({
    noServer: true,
    WebSocket: SimulatedSocket,
    maxPayload: 1_000_000,
    handleProtocols: (offered) => selectProtocol(network.sockets, [...offered]) ?? false,
  })
  const open = new Set<SimulatedSocket>()

  const accept = (socket: SimulatedSocket, url: URL): void => {
    open.add(socket)
    const send = createLine(network.clock, network.latency, (item: Outgoing) => {
      if (item.kind === 'frame') socket.send(item.frame)
      else if (item.kind === 'close') socket.close(item.code, item.reason)
      else socket.terminate()
    })
    const session = network.sockets.connect(url, {
      protocol: socket.protocol,
      send: (frame) => send({ kind: 'frame', frame }),
      close: (code, reason) => send({ kind: 'close', code, reason }),
      terminate: () => send({ kind: 'terminate' }),
    })
    socket.isHanging = () => !session.answersClose()
    socket.on('message', (data, isBinary) => session.message(toFrame(data, isBinary)))
    socket.on('close', (code) => {
      open.delete(socket)
      session.closed(code)
    })
    // A client that breaks the protocol: `ws` closes the socket, and `close` tells the simulator.
    socket.on('error', () => undefined)
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const url = toUrl(request)
    const admission = network.sockets.admit(url)
    if (admission.kind === 'unreachable') socket.destroy()
    else if (admission.kind === 'refused') {
      socket.end(`HTTP/1.1 ${admission.status} ${admission.message}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    } else upgrades.handleUpgrade(request, socket, head, (accepted) => accept(accepted, url))
  })

  return () => {
    for (const socket of open) socket.terminate()
  }
}

function toFrame(data: RawData, isBinary: boolean): Frame {
  const whole = Array.isArray(data) ? Buffer.concat(data) : data
  const bytes = whole instanceof ArrayBuffer ? Buffer.from(whole) : whole
  return isBinary ? new Uint8Array(bytes) : bytes.toString('utf8')
}
