import type { SimulatorClock } from '../kit/clock.js'
import { base36Digits, type Random } from '../kit/random.js'
import type { Frame, Peer, Session, SocketServer } from '../kit/server.js'
import type { SocketIoEventServer, SocketIoSession } from './socketIoEventServer.js'
import {
  type ClientPacket,
  disconnectPacket,
  eventPacket,
  garbledPacket,
  joinedPacket,
  openPacket,
  parsePacket,
  pingPacket,
  probedPacket,
  refusedPacket,
} from './packets.js'

export interface FramingOptions {
  readonly clock: SimulatorClock
  readonly random: Random
  /** How often the server pings. Socket.IO's default is 25 000. */
  readonly pingIntervalMs: number
  /** How long it waits for a pong. Socket.IO's default is 20 000. */
  readonly pingTimeoutMs: number
}

/** Speaks Socket.IO over raw WebSockets, in the main namespace only: enough for clients with `websocket` alone. */
export function frameEvents(server: SocketIoEventServer, options: FramingOptions): SocketServer {
  const { clock, random, pingIntervalMs, pingTimeoutMs } = options

  const connect = (peer: Peer): Session => {
    let session: SocketIoSession | undefined
    let timer: unknown
    let isOpen = true

    const put = (frame: Frame): void => {
      if (!server.isFrozen()) peer.send(frame)
    }
    const end = (reason: string): void => {
      isOpen = false
      clock.clearTimeout(timer)
      leave(reason)
      gone()
    }
    const leave = (reason: string): void => {
      const left = session
      session = undefined
      left?.closed(reason)
    }
    const close = (reason: string): void => {
      if (!isOpen) return
      end(reason)
      peer.close(1000, '')
    }
    // A server that hangs neither pings nor misses an answer.
    const ping = (): void => {
      put(pingPacket)
      timer = clock.setTimeout(() => (server.isFrozen() ? waitToPing() : close('ping timeout')), pingTimeoutMs)
    }
    const waitToPing = (): void => {
      clock.clearTimeout(timer)
      timer = clock.setTimeout(ping, pingIntervalMs)
    }
    const join = (namespace: string): void => {
      const refusal = namespace === '/' ? server.refusal() : 'Invalid namespace'
      if (refusal !== undefined) put(refusedPacket(namespace, refusal))
      else if (session === undefined) {
        put(joinedPacket(random.text(20, base36Digits)))
        session = server.connect({
          emit: (event, ...args) => put(eventPacket(event, args)),
          disconnect() {
            put(disconnectPacket)
            close('server namespace disconnect')
          },
        })
      }
    }
    const obey = (packet: ClientPacket): void => {
      if (packet.type === 'pong') waitToPing()
      else if (packet.type === 'close') close('transport close')
      else if (packet.type === 'probe') put(probedPacket)
      else if (packet.type === 'join') join(packet.namespace)
      else if (packet.type === 'leave') leave('client namespace disconnect')
      else if (packet.type === 'event') session?.event(packet.name, packet.args)
      else close('parse error')
    }

    const gone = server.opened({
      close: () => close('transport close'),
      terminate() {
        if (isOpen) end('transport close')
        peer.terminate()
      },
      garble: () => put(garbledPacket),
    })
    put(openPacket({ sid: random.text(20, base36Digits), pingInterval: pingIntervalMs, pingTimeout: pingTimeoutMs }))
    waitToPing()
    return {
      message(frame) {
        if (!isOpen || server.isFrozen()) return
        obey(typeof frame === 'string' ? parsePacket(frame) : { type: 'unreadable', reason: 'It is binary.' })
      },
      answersClose: () => !server.isFrozen(),
      closed() {
        if (isOpen) end('transport close')
      },
    }
  }

  return { admit: (url) => server.admit(url), connect: (_url, peer) => connect(peer) }
}
