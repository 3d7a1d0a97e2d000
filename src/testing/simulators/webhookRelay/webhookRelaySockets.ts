import type { SimulatorClock } from '../../kit/clock.js'
import { toText, type WritableLog } from '../../kit/log.js'
import { base36Digits, type Random } from '../../kit/random.js'
import type { Frame, Peer, Session, SocketServer } from '../../kit/server.js'
import { parseCommand, type WebhookRelayCommand, withoutSecrets } from './webhookRelayCommand.js'
import type { WebhookRelayCounters } from './webhookRelayCounters.js'
import type { WebhookRelayFaultState } from './webhookRelayFaults.js'
import { junkFrames, statusFrame, webhookFrame } from './webhookRelayFrames.js'
import type { WebhookRelayBucket, WebhookRelayWebhook } from './webhookRelayWebhook.js'

interface Client {
  readonly id: string
  readonly peer: Peer
  isKnown: boolean
  /** True where it receives this bucket's webhooks. */
  isOn: (bucket: WebhookRelayBucket) => boolean
  timer: unknown
}

export interface WebhookRelaySocketsContext {
  readonly clock: SimulatorClock
  readonly random: Random
  readonly log: WritableLog
  readonly counters: WebhookRelayCounters
  readonly pingEveryMs: number
  /** The effect of a second `subscribe` on the first one: the vendor's page doesn't say. */
  readonly resubscribe: 'replaces' | 'adds'
  faults(): WebhookRelayFaultState
  isAccepted(key: string, secret: string): boolean
  buckets(): readonly WebhookRelayBucket[]
  /** A client asks for these buckets, for all by default. One that asks for unknown ones isn't served. */
  asked(buckets?: readonly string[]): void
  /** A client hears of these buckets from now on, of all where none is named. */
  subscribed(buckets: readonly string[] | undefined): void
}

export interface WebhookRelaySockets extends SocketServer {
  /** Where no outputs are defined, one message; else one for each internal output: none where all are public. */
  publish(webhook: WebhookRelayWebhook, hasId: boolean): void
  terminateAll(): void
  closeAll(code: number, reason: string): void
  refuseAll(): void
  junkAll(): void
}

/** The socket's side of the service: auth, subscribe, pings, webhooks. No snapshot, no replay. */
export function createWebhookRelaySockets(context: WebhookRelaySocketsContext): WebhookRelaySockets {
  const { clock, counters, log, random } = context
  const clients = new Set<Client>()

  const send = (client: Client, frame: Frame): boolean => {
    const lost = context.faults().frozen
    log.add({ type: 'frame', direction: 'out', socketId: client.id, frame: toText(frame), ...(lost && { lost }) })
    if (!lost) client.peer.send(frame)
    return !lost
  }
  const forget = (client: Client, code: number): void => {
    if (!clients.delete(client)) return
    clock.clearTimeout(client.timer)
    counters.socketsOpen -= 1
    log.add({ type: 'socket', event: 'closed', socketId: client.id, code })
  }
  const close = (client: Client, code: number, reason: string): void => {
    forget(client, code)
    client.peer.close(code, reason)
  }
  const refuse = (client: Client): void => {
    context.asked()
    send(client, statusFrame('unauthorized', 'authentication failed, check your key and secret'))
    close(client, 1000, '')
  }
  const ping = (client: Client): void => {
    client.timer = clock.setTimeout(() => ping(client), context.pingEveryMs)
    if (context.faults().silence !== 'ping') send(client, statusFrame('ping', 'ping'))
  }

  function receiveCommand(client: Client, command: WebhookRelayCommand): void {
    const { silence, unauthorized } = context.faults()
    if (command.action === 'pong') counters.pongs += 1
    else if (command.action === 'auth') {
      counters.auths += 1
      if (unauthorized || !context.isAccepted(command.key, command.secret)) return refuse(client)
      if (silence === 'auth') return context.asked()
      client.isKnown = true
      send(client, statusFrame('authenticated', 'connected successfully, subscribe to buckets'))
      clock.clearTimeout(client.timer)
      client.timer = clock.setTimeout(() => ping(client), context.pingEveryMs)
    } else if (!client.isKnown) refuse(client)
    else if (command.action === 'subscribe') {
      const { buckets } = command
      counters.subscribes += 1
      context.asked(buckets)
      context.subscribed(buckets)
      const isOn = ({ id, name }: WebhookRelayBucket) => !buckets || buckets.includes(id) || buckets.includes(name)
      const wasOn = client.isOn
      if (silence === 'ack') return
      client.isOn = context.resubscribe === 'adds' ? (bucket) => wasOn(bucket) || isOn(bucket) : isOn
      const named = buckets ?? context.buckets().map(({ name }) => name)
      send(client, statusFrame('subscribed', `subscribed to buckets: ${named.join(', ')}`))
    }
  }

  return {
    admit() {
      if (!context.faults().unreachable) return { kind: 'accepted' }
      counters.socketsRefused += 1
      context.asked()
      log.add({ type: 'socket', event: 'unreachable' })
      return { kind: 'unreachable' }
    },
    connect(_url, peer): Session {
      const id = random.text(11, base36Digits)
      const client: Client = { id, peer, isKnown: false, isOn: () => false, timer: undefined }
      clients.add(client)
      counters.socketsOpened += 1
      counters.socketsOpen += 1
      log.add({ type: 'socket', event: 'opened', socketId: id })
      return {
        message(frame) {
          const { frozen } = context.faults()
          const command = parseCommand(frame)
          const isEarly = command.action === 'subscribe' && !client.isKnown
          const violation = isEarly
            ? 'It was sent before the server said that the client is authenticated.'
            : command.action === undefined
              ? command.violation
              : undefined
          if (violation !== undefined) counters.violations += 1
          log.add({
            type: 'frame',
            direction: 'in',
            socketId: id,
            frame: withoutSecrets(toText(frame)),
            ...(frozen && { lost: true }),
            ...(violation !== undefined && { violation }),
          })
          if (frozen) context.asked()
          else receiveCommand(client, command)
        },
        answersClose: () => !context.faults().frozen,
        closed: (code) => forget(client, code),
      }
    },
    publish(webhook, hasId) {
      const { bucket } = webhook
      const outputs = bucket.outputs.length > 0 ? bucket.outputs.filter(({ internal }) => internal) : [undefined]
      for (const client of clients) {
        if (!client.isOn(bucket)) continue
        for (const output of outputs) if (send(client, webhookFrame(webhook, output, hasId))) counters.messages += 1
      }
    },
    terminateAll() {
      for (const client of clients) {
        forget(client, 1006)
        client.peer.terminate()
      }
    },
    closeAll(code, reason) {
      for (const client of clients) close(client, code, reason)
    },
    refuseAll() {
      for (const client of clients) refuse(client)
    },
    junkAll() {
      for (const client of clients) for (const frame of junkFrames) send(client, frame)
    },
  }
}
