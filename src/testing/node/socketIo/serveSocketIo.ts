import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Server as SocketIoServer, Socket } from 'socket.io'
import type { SimulatorClock } from '../../kit/clock.js'
import { createLine } from '../../memory/latency.js'
import type { SocketIoEventServer } from '../../socketIo/socketIoEventServer.js'
import { createSeats } from './socketIoSeats.js'
import { toUrl } from '../wire/toUrl.js'

export interface SocketIoOptions {
  /** In which ways clients may come. Default: both. */
  readonly transports?: readonly ('websocket' | 'polling')[] | undefined
  /** For how long a socket that was cut keeps its rooms and what it missed, in milliseconds. Default 0: not at all. */
  readonly recoveryMs?: number | undefined
}

export interface SocketIoContext extends SocketIoOptions {
  readonly Server: typeof SocketIoServer
  readonly clock: SimulatorClock
  readonly latency: () => number
  readonly events: SocketIoEventServer
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
}

/** Engine.IO's socket. */
type Connection = Socket['conn']

/** Carries a simulator's events over the real Socket.IO server. Returns what cuts all its sockets. */
export function serveSocketIo(http: HttpServer, context: SocketIoContext): () => void {
  const { events, clock, latency, recoveryMs = 0 } = context
  const io = new context.Server(http, {
    cors: { origin: '*' },
    serveClient: false,
    transports: [...(context.transports ?? (['polling', 'websocket'] as const))],
    pingInterval: context.pingIntervalMs,
    pingTimeout: context.pingTimeoutMs,
    ...(recoveryMs > 0 && { connectionStateRecovery: { maxDisconnectionDuration: recoveryMs } }),
  })
  const hanging = new Set<Duplex>()
  const seats = createSeats(events, { clock, recoveryMs })

  io.engine.use((request: IncomingMessage, _response: ServerResponse, next: (error?: Error) => void) => {
    const url = toUrl(request)
    if (events.isFrozen()) hang(request.socket)
    else if (url.searchParams.has('sid')) next()
    else {
      const admission = events.admit(url)
      if (admission.kind === 'accepted') next()
      else if (admission.kind === 'refused') next(new Error(admission.message))
      else request.socket.destroy()
    }
  })
  io.use((_socket, next) => {
    const refusal = events.refusal()
    next(refusal === undefined ? undefined : new Error(refusal))
  })
  io.engine.on('connection', (connection: Connection) => {
    muffle(connection, () => events.isFrozen())
    const later = createLine(clock, latency, (act: () => void) => act())
    const gone = events.opened({
      close: () => later(() => connection.close()),
      terminate: () =>
        later(() => {
          connection.request.socket.destroy()
          connection.close(true)
        }),
      garble: () => later(() => connection.write('2["intent:status",')),
    })
    connection.once('close', gone)
  })
  io.on('connection', (socket) => {
    seats.join(
      socket,
      createLine(clock, latency, (act: () => void) => act()),
    )
  })

  const hang = (socket: Duplex): void => {
    hanging.add(socket)
    socket.once('close', () => hanging.delete(socket))
  }
  return () => {
    seats.clear()
    io.engine.close()
    for (const socket of hanging) socket.destroy()
  }
}

/** Engine.IO pings by itself, as a service that hangs does not. */
function muffle(connection: Connection, isFrozen: () => boolean): void {
  const muffleTransport = (transport: Connection['transport']): void => {
    const send = transport.send.bind(transport)
    transport.send = (packets) => {
      if (!isFrozen()) send(packets)
    }
  }
  muffleTransport(connection.transport)
  connection.on('upgrade', muffleTransport)
}
