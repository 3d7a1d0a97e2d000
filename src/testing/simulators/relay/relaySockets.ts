import type { SimulatorClock } from '../../kit/clock.js'
import { toText, type WritableLog } from '../../kit/log.js'
import { base36Digits, type Random } from '../../kit/random.js'
import type { Frame, Peer, Session, SocketServer } from '../../kit/server.js'
import { toIdKey } from '../../kit/toIdKey.js'
import { parseCommand } from './relayCommand.js'
import type { RelayCounters } from './relayCounters.js'
import type { RelayFaultState } from './relayFaults.js'
import { errorFrame, junkFrames, readyFrame, subscribedFrame, unsubscribedFrame } from './relayFrames.js'

interface Client {
  readonly id: string
  readonly peer: Peer
  readonly subscribed: Set<string>
  ready: boolean
}

export interface RelaySocketsContext {
  readonly clock: SimulatorClock
  readonly random: Random
  readonly log: WritableLog
  readonly counters: RelayCounters
  /** How long the service takes to say that a new socket is ready. */
  readonly readyDelayMs: number
  faults(): RelayFaultState
  /** A client wants to hear of this id, even where the service is deaf. */
  asked(requestId: string): void
  /** A client hears of this id from now on. */
  subscribed(requestId: string): void
}

export interface RelaySockets extends SocketServer {
  /** To everyone who is subscribed to this id now; nobody else, and never again. */
  publish(requestId: string, frame: Frame): void
  terminateAll(): void
  closeAll(code: number, reason: string, errorText?: string): void
  junkAll(): void
}

/** The socket's side of the service: ready, subscribe, unsubscribe, updates. No snapshot, no replay. */
export function createRelaySockets(context: RelaySocketsContext): RelaySockets {
  const { clock, random, log, counters } = context
  const clients = new Set<Client>()

  const send = (client: Client, frame: Frame): boolean => {
    const lost = context.faults().frozen
    log.add({
      type: 'frame',
      direction: 'out',
      socketId: client.id,
      frame: toText(frame),
      ...(lost && { lost }),
    })
    if (!lost) client.peer.send(frame)
    return !lost
  }
  const forget = (client: Client, code: number): void => {
    if (!clients.delete(client)) return
    counters.socketsOpen -= 1
    log.add({ type: 'socket', event: 'closed', socketId: client.id, code })
  }
  const close = (client: Client, code: number, reason: string, errorText?: string): void => {
    if (errorText !== undefined) send(client, errorFrame('connection', errorText))
    forget(client, code)
    client.peer.close(code, reason)
  }
  const becomeReady = (client: Client, apiKey: string | null): void => {
    const { admission, acceptedKeys, silence } = context.faults()
    if (!clients.has(client) || silence === 'ready') return
    if (admission === 'refuse-key' && !(apiKey !== null && acceptedKeys.includes(apiKey))) {
      close(client, 1008, 'Invalid API key', 'Invalid API key')
      return
    }
    client.ready = send(client, readyFrame(client.id))
  }

  return {
    admit(url) {
      const { admission } = context.faults()
      if (admission === 'unreachable') {
        counters.socketsRefused += 1
        log.add({ type: 'socket', event: 'unreachable', url: withoutKey(url) })
        return { kind: 'unreachable' }
      }
      if (admission === 'refuse-upgrade') {
        counters.socketsRefused += 1
        log.add({ type: 'socket', event: 'refused', code: 401, url: withoutKey(url) })
        return { kind: 'refused', status: 401, message: 'Unauthorized' }
      }
      return { kind: 'accepted' }
    },
    connect(url, peer): Session {
      const client: Client = {
        id: random.text(11, base36Digits),
        peer,
        subscribed: new Set(),
        ready: false,
      }
      clients.add(client)
      counters.socketsOpened += 1
      counters.socketsOpen += 1
      log.add({ type: 'socket', event: 'opened', socketId: client.id, url: withoutKey(url) })
      const apiKey = url.searchParams.get('apiKey')
      if (context.readyDelayMs > 0) clock.setTimeout(() => becomeReady(client, apiKey), context.readyDelayMs)
      else becomeReady(client, apiKey)
      return {
        message: (frame, framesHeard) => receive(client, frame, framesHeard),
        answersClose: () => !context.faults().frozen,
        closed: (code) => forget(client, code),
      }
    },
    publish(requestId, frame) {
      for (const client of clients) if (client.subscribed.has(toIdKey(requestId))) send(client, frame)
    },
    terminateAll() {
      for (const client of clients) {
        forget(client, 1006)
        client.peer.terminate()
      }
    },
    closeAll(code, reason, errorText) {
      for (const client of clients) close(client, code, reason, errorText)
    },
    junkAll() {
      for (const client of clients) {
        for (const frame of junkFrames([...client.subscribed])) send(client, frame)
      }
    },
  }

  function receive(client: Client, frame: Frame, framesHeard: number | undefined): void {
    const text = toText(frame)
    const { frozen, silence } = context.faults()
    const wasReady = client.ready && framesHeard !== 0
    const command = wasReady ? parseCommand(frame) : undefined
    const violation = wasReady ? command?.violation : 'It was sent before the server said that the connection is ready.'
    if (violation !== undefined) counters.violations += 1
    log.add({
      type: 'frame',
      direction: 'in',
      socketId: client.id,
      frame: text,
      ...(frozen && { lost: true }),
      ...(violation !== undefined && { violation }),
    })
    if (command?.type === 'subscribe' && command.violation === undefined) context.asked(command.id)
    if (frozen || command === undefined) return
    if (command.violation !== undefined) {
      if (command.type !== undefined) send(client, errorFrame(command.type, command.violation))
    } else if (command.type === 'subscribe') {
      counters.subscribes[command.id] = (counters.subscribes[command.id] ?? 0) + 1
      if (silence === 'ack') return
      client.subscribed.add(toIdKey(command.id))
      send(client, subscribedFrame(command.filters))
      context.subscribed(command.id)
    } else {
      counters.unsubscribes += 1
      if (command.id === undefined) client.subscribed.clear()
      else client.subscribed.delete(toIdKey(command.id))
      if (silence !== 'ack') send(client, unsubscribedFrame())
    }
  }
}

function withoutKey(url: URL): string {
  const shown = new URL(url)
  if (shown.searchParams.has('apiKey')) shown.searchParams.set('apiKey', 'hidden')
  return shown.href
}
