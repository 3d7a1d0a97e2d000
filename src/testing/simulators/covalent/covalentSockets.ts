import type { SimulatorClock } from '../../kit/clock.js'
import { toText, type WritableLog } from '../../kit/log.js'
import { base36Digits, type Random } from '../../kit/random.js'
import type { Peer, Session, SocketServer } from '../../kit/server.js'
import type { CovalentChainNews } from './covalentChain.js'
import type { CovalentCounters } from './covalentCounters.js'
import type { CovalentFaultState } from './covalentFaults.js'
import { type CovalentFilter, type Destination, matches, parseDestination } from './covalentFilter.js'
import { type CovalentWire, junkBodies, junkFrames, pack, toBodies } from './covalentMessage.js'
import { createStompSession, type StompSession } from './stompSession.js'
import { stompProtocols, stompVersions, toRefusal, withoutKey, withoutSecrets } from './stompAdmission.js'

interface Client {
  readonly id: string
  readonly peer: Peer
  readonly session: StompSession
}

export interface CovalentSocketsContext {
  readonly clock: SimulatorClock
  readonly random: Random
  readonly log: WritableLog
  readonly counters: CovalentCounters
  readonly wire: CovalentWire
  readonly beatMs: { readonly sends: number; readonly wants: number }
  faults(): CovalentFaultState
  knowsChain(chainId: number): boolean
  /** A client wants to hear of this. */
  asked(chainId: number, filter: CovalentFilter): void
  /** A client wants to hear of something that can't be known: it isn't listened to. */
  askedForAll(): void
  /** A client hears of this from now on. */
  subscribed(chainId: number, filter: CovalentFilter): void
}

export interface CovalentSockets extends SocketServer {
  /** To everyone who is subscribed to it now; nobody else, and never again. */
  publish(news: CovalentChainNews): void
  terminateAll(): void
  closeAll(code: number, reason: string, errorText?: string): void
  junkAll(): void
}

/** The socket's side of the service: STOMP, and the logs as they come. No snapshot, no replay. */
export function createCovalentSockets(context: CovalentSocketsContext): CovalentSockets {
  const { clock, random, log, counters, wire } = context
  const clients = new Set<Client>()

  const send = (id: string, peer: Peer, text: string): boolean => {
    const lost = context.faults().frozen
    log.add({ type: 'frame', direction: 'out', socketId: id, frame: text, ...(lost && { lost }) })
    if (!lost) peer.send(wire.frames === 'binary' ? new TextEncoder().encode(text) : text)
    return !lost
  }
  const forget = (client: Client, code: number): void => {
    client.session.stop()
    if (!clients.delete(client)) return
    counters.socketsOpen -= 1
    log.add({ type: 'socket', event: 'closed', socketId: client.id, code })
  }
  const refuse = (url: URL, event: 'unreachable' | 'refused', code?: number): void => {
    counters.socketsRefused += 1
    context.askedForAll()
    log.add({ type: 'socket', event, ...(code !== undefined && { code }), url: withoutKey(url) })
  }
  const open = (url: URL, peer: Peer): Client => {
    const id = random.text(12, base36Digits)
    const session = createStompSession({
      id,
      clock,
      versions: stompVersions,
      beatMs: context.beatMs,
      send: (text) => void send(id, peer, text),
      close(code, reason) {
        forget(client, code)
        peer.close(code, reason)
      },
      checkConnect(frame) {
        const refusal = toRefusal(url, frame, context.faults())
        if (refusal !== undefined) context.askedForAll()
        return refusal
      },
      checkDestination: (text) => (toTarget(text) === undefined ? `There is no destination ${text}` : undefined),
      subscribed({ destination }) {
        counters.subscribes[destination] = (counters.subscribes[destination] ?? 0) + 1
        const target = toTarget(destination)
        if (target === undefined) return
        context.asked(target.chainId, target.filter)
        context.subscribed(target.chainId, target.filter)
      },
      unsubscribed: () => (counters.unsubscribes += 1),
      beat: () => (counters.beats += 1),
      violated: () => (counters.violations += 1),
    })
    const client: Client = { id, peer, session }
    return client
  }
  const toTarget = (text: string): Destination | undefined => {
    const target = parseDestination(text)
    return target !== undefined && context.knowsChain(target.chainId) ? target : undefined
  }

  return {
    admit(url) {
      const { admission } = context.faults()
      if (admission === 'unreachable') {
        refuse(url, 'unreachable')
        return { kind: 'unreachable' }
      }
      if (admission === 'refuse-upgrade') {
        refuse(url, 'refused', 401)
        return { kind: 'refused', status: 401, message: 'Unauthorized' }
      }
      if (admission === 'off-upgrade' || !/^\/v1\/?$/.test(url.pathname)) {
        refuse(url, 'refused', 404)
        return { kind: 'refused', status: 404, message: 'Not Found' }
      }
      return { kind: 'accepted' }
    },
    selectProtocol: (offered) => stompProtocols.find((known) => offered.includes(known)),
    connect(url, peer): Session {
      const client = open(url, peer)
      clients.add(client)
      counters.socketsOpened += 1
      counters.socketsOpen += 1
      log.add({ type: 'socket', event: 'opened', socketId: client.id, url: withoutKey(url) })
      return {
        message(frame) {
          const lost = context.faults().frozen
          log.add({
            type: 'frame',
            direction: 'in',
            socketId: client.id,
            frame: withoutSecrets(toText(frame)),
            ...(lost && { lost }),
          })
          if (lost) context.askedForAll()
          else if (clients.has(client)) client.session.receive(frame)
        },
        answersClose: () => !context.faults().frozen,
        closed: (code) => forget(client, code),
      }
    },
    publish({ chainId, logs }) {
      if (logs.length === 0 || context.faults().silence === 'messages') return
      for (const { id, peer, session } of clients) {
        for (const subscription of session.subscriptions()) {
          const target = parseDestination(subscription.destination)
          if (target?.chainId !== chainId) continue
          const matching = logs.filter(({ log: event }) => matches(target.filter, event))
          const repeated = matching.flatMap(({ log: event, times }) => Array.from({ length: times }, () => event))
          const bodies = toBodies(repeated, wire.body)
          const frames = bodies.map((body) => session.toMessage(subscription, body))
          const sent = pack(frames, wire.packing).map((text) => send(id, peer, text))
          if (sent.every(Boolean)) counters.messages += frames.length
        }
      }
    },
    terminateAll() {
      for (const client of clients) {
        forget(client, 1006)
        client.peer.terminate()
      }
    },
    closeAll(code, reason, errorText) {
      for (const client of clients) {
        if (errorText !== undefined) client.session.fail(errorText, code, reason)
        else {
          forget(client, code)
          client.peer.close(code, reason)
        }
      }
    },
    junkAll() {
      for (const { id, peer, session } of clients) {
        if (!session.isConnected()) continue
        const [subscription = {}] = session.subscriptions()
        const bodies = junkBodies.map((body) => session.toMessage(subscription, body))
        for (const frame of [...junkFrames, ...bodies]) send(id, peer, frame)
      }
    },
  }
}
