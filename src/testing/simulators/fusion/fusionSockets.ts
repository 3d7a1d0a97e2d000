import type { WritableLog } from '../../kit/log.js'
import { base36Digits, type Random } from '../../kit/random.js'
import { toIdKey } from '../../kit/toIdKey.js'
import type { SocketIoConnection, SocketIoPeer, SocketIoEventServer } from '../../socketIo/socketIoEventServer.js'
import type { FusionCounters } from './fusionCounters.js'
import type { FusionFaultState } from './fusionFaults.js'
import { junkEvents } from './fusionJunk.js'
import type { FusionAudience } from './fusionNews.js'

interface Client {
  readonly id: string
  readonly peer: SocketIoPeer
  /** The rooms of single intents. */
  readonly intents: Set<string>
  all: boolean
}

export interface FusionSocketsContext {
  readonly random: Random
  readonly log: WritableLog
  readonly counters: FusionCounters
  faults(): FusionFaultState
  /** A client wants to hear of this intent, even where the service is deaf. */
  asked(intentId: string): void
  /** A client wants to hear of all intents, or of one that can't be known: it is turned away before it can say so. */
  askedForAll(): void
  /** The update that a new subscriber receives; undefined where there is no such intent. */
  update(intentId: string): unknown
  stats(): unknown
  /** The timestamp of `pong`. */
  timestamp(): unknown
  /** The payload of `error`. */
  toError(message: string): unknown
  intentIds(): readonly string[]
}

export interface FusionSockets extends SocketIoEventServer {
  /** To everyone in the room now; each once. */
  publish(to: FusionAudience, event: string, payload: unknown): void
  terminateAll(): void
  closeAll(): void
  disconnectAll(): void
  junkAll(): void
  garbleAll(): void
  settlementProofs(): void
}

const withoutId = new Set(['subscribe:all', 'unsubscribe:all', 'ping'])

/** The socket's side of the service: rooms, their news, and ping. Rooms end with the socket. */
export function createFusionSockets(context: FusionSocketsContext): FusionSockets {
  const { random, log, counters } = context
  const clients = new Set<Client>()
  const connections = new Set<SocketIoConnection>()

  const send = (client: Client, event: string, ...args: readonly unknown[]): void => {
    const lost = context.faults().frozen
    log.add({
      type: 'frame',
      direction: 'out',
      socketId: client.id,
      frame: JSON.stringify([event, ...args]),
      ...(lost && { lost }),
    })
    if (!lost) client.peer.emit(event, ...args)
  }
  const forget = (client: Client): void => {
    if (!clients.delete(client)) return
    counters.socketsOpen -= 1
    log.add({ type: 'socket', event: 'closed', socketId: client.id })
  }
  const follow = (client: Client, intentId: string): void => {
    // Asked first: an intent that begins now is told once, here, and not in the room too.
    const update = context.update(intentId)
    client.intents.add(toIdKey(intentId))
    if (update === undefined) send(client, 'intent:not_found', { intentId })
    else send(client, 'intent:status', update)
  }
  const obey = (client: Client, name: string, intentId: string): void => {
    const { silent } = context.faults()
    if (name === 'ping') {
      counters.pings += 1
      if (!silent) send(client, 'pong', { timestamp: context.timestamp() })
    } else if (name === 'subscribe:all') {
      counters.subscribesAll += 1
      if (silent) return
      client.all = true
      send(client, 'mempool:stats', context.stats())
    } else if (name === 'unsubscribe:all') {
      counters.unsubscribesAll += 1
      client.all = false
    } else if (name === 'unsubscribe:intent') {
      counters.unsubscribes += 1
      client.intents.delete(toIdKey(intentId))
    } else {
      counters.subscribes[intentId] = (counters.subscribes[intentId] ?? 0) + 1
      if (!silent) follow(client, intentId)
    }
  }
  const receive = (client: Client, name: string, args: readonly unknown[]): void => {
    const { frozen } = context.faults()
    const [intentId] = args
    const needsId = name === 'subscribe:intent' || name === 'unsubscribe:intent'
    const isGoodId = typeof intentId === 'string' && intentId !== ''
    if (name === 'subscribe:all') context.askedForAll()
    if (name === 'subscribe:intent' && isGoodId) context.asked(intentId)
    const entry = {
      type: 'frame',
      direction: 'in',
      socketId: client.id,
      frame: JSON.stringify([name, ...args]),
    } as const
    if (frozen) {
      log.add({ ...entry, lost: true })
      return
    }
    if (needsId ? isGoodId : withoutId.has(name)) {
      log.add(entry)
      obey(client, name, isGoodId ? intentId : '')
      return
    }
    counters.violations += 1
    log.add({ ...entry, violation: needsId ? 'Its intent id is no text.' : 'The service knows no such event.' })
    if (needsId) send(client, 'error', context.toError('Invalid intentId'))
  }
  const note = (event: 'refused' | 'unreachable', url?: URL): void => {
    counters.socketsRefused += 1
    context.askedForAll()
    log.add({ type: 'socket', event, ...(url !== undefined && { url: url.href }) })
  }

  return {
    admit(url) {
      const { admission } = context.faults()
      if (admission !== 'unreachable' && admission !== 'refuse-upgrade') return { kind: 'accepted' }
      note(admission === 'unreachable' ? 'unreachable' : 'refused', url)
      if (admission === 'unreachable') return { kind: 'unreachable' }
      return { kind: 'refused', status: 400, message: 'Bad Request' }
    },
    isFrozen: () => context.faults().frozen,
    refusal() {
      if (context.faults().admission !== 'refuse-connect') return undefined
      note('refused')
      return 'Not authorized'
    },
    opened(connection) {
      connections.add(connection)
      counters.connectionsOpened += 1
      counters.connectionsOpen += 1
      return () => {
        if (connections.delete(connection)) counters.connectionsOpen -= 1
      }
    },
    connect(peer) {
      const client: Client = { id: random.text(11, base36Digits), peer, intents: new Set(), all: false }
      clients.add(client)
      counters.socketsOpened += 1
      counters.socketsOpen += 1
      log.add({ type: 'socket', event: 'opened', socketId: client.id })
      return {
        event: (name, args) => receive(client, name, args),
        recovered() {
          counters.socketsRecovered += 1
          log.add({ type: 'socket', event: 'opened', socketId: client.id })
        },
        closed: () => forget(client),
      }
    },
    publish({ intentId, all }, event, payload) {
      for (const client of clients) {
        const hears = (all === true && client.all) || (intentId !== undefined && client.intents.has(toIdKey(intentId)))
        if (hears) send(client, event, payload)
      }
    },
    // The carrier says when each socket is closed, or keeps its rooms for a while: that is not for the service to know.
    terminateAll() {
      for (const connection of [...connections]) connection.terminate()
    },
    closeAll() {
      for (const connection of [...connections]) connection.close()
    },
    disconnectAll() {
      for (const { peer } of [...clients]) peer.disconnect()
    },
    junkAll() {
      for (const client of clients) {
        for (const [event, ...args] of junkEvents([...client.intents])) send(client, event, ...args)
      }
    },
    garbleAll() {
      for (const connection of [...connections]) connection.garble()
    },
    settlementProofs() {
      for (const client of clients) {
        for (const intentId of client.all ? context.intentIds() : client.intents) {
          send(client, 'intent:settlement_proof', { intentId, status: 'completed', timestamp: context.timestamp() })
        }
      }
    },
  }
}
