import type { Socket } from 'socket.io'
import type { SimulatorClock } from '../../kit/clock.js'
import type { SocketIoPeer, SocketIoEventServer, SocketIoSession } from '../../socketIo/socketIoEventServer.js'

/** Puts an act on the line: it happens one latency later, after those before it. */
type Line = (act: () => void) => void

/** One client as the service knows it: its socket may change where connections are recovered. */
interface Seat {
  readonly session: SocketIoSession
  socket: Socket | undefined
  line: Line
  /** Events that were emitted while the client was away. */
  readonly missed: (readonly [event: string, args: readonly unknown[]])[]
  timer: unknown
}

export interface Seats {
  /** The socket has joined the namespace, for the first time or again. */
  join(socket: Socket, line: Line): void
  clear(): void
}

/** Keeps a cut client's place for a while, so that the service doesn't notice a connection that is recovered. */
export function createSeats(
  events: SocketIoEventServer,
  options: { clock: SimulatorClock; recoveryMs: number },
): Seats {
  const { clock, recoveryMs } = options
  const away = new Map<string, Seat>()

  const sit = (socket: Socket, line: Line): Seat => {
    const seat: Seat = { session: events.connect(toPeer(() => seat)), socket, line, missed: [], timer: undefined }
    return seat
  }
  const comeBack = (seat: Seat, socket: Socket, line: Line): void => {
    away.delete(socket.id)
    clock.clearTimeout(seat.timer)
    seat.socket = socket
    seat.line = line
    seat.session.recovered()
    for (const [event, args] of seat.missed.splice(0)) line(() => socket.emit(event, ...args))
  }
  const leave = (seat: Seat, socket: Socket, reason: string): void => {
    seat.socket = undefined
    if (recoveryMs === 0 || final.has(reason)) {
      seat.session.closed(reason)
      return
    }
    away.set(socket.id, seat)
    seat.timer = clock.setTimeout(() => {
      away.delete(socket.id)
      seat.session.closed(reason)
    }, recoveryMs)
  }

  return {
    join(socket, line) {
      const known = socket.recovered ? away.get(socket.id) : undefined
      if (known !== undefined) comeBack(known, socket, line)
      const seat = known ?? sit(socket, line)
      // A callback that asks for an acknowledgement comes as the last argument; the service gives none.
      socket.onAny((name: string, ...args: unknown[]) =>
        line(() =>
          seat.session.event(
            name,
            args.filter((arg) => typeof arg !== 'function'),
          ),
        ),
      )
      socket.on('disconnect', (reason) => leave(seat, socket, reason))
    },
    clear() {
      for (const { timer } of away.values()) clock.clearTimeout(timer)
      away.clear()
    },
  }
}

/** Socket.IO recovers no socket that one side left on purpose. */
const final = new Set(['server namespace disconnect', 'client namespace disconnect'])

function toPeer(getSeat: () => Seat): SocketIoPeer {
  const act = (run: (socket: Socket) => void): void => {
    const { socket, line } = getSeat()
    if (socket !== undefined) line(() => run(socket))
  }
  return {
    emit(event, ...args) {
      const seat = getSeat()
      if (seat.socket === undefined) seat.missed.push([event, args])
      else act((socket) => socket.emit(event, ...args))
    },
    disconnect: () => act((socket) => socket.disconnect(true)),
  }
}
