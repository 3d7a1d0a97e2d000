import { toText, type WritableLog } from '../../kit/log.js'
import { hexDigits, type Random } from '../../kit/random.js'
import type { Peer, SocketServer } from '../../kit/server.js'
import type { EvmBlock } from './evmBlock.js'
import type { EvmChainNews, EvmView } from './evmChain.js'
import type { EvmCounters } from './evmCounters.js'
import type { EvmFaultState } from './evmFaults.js'
import { answerRpc, type EvmFilter, matchesFilter, toHeader } from './evmRpc.js'

interface Client {
  readonly id: string
  readonly peer: Peer
  /** Filters of logs by their subscriptions' ids; undefined for new heads. */
  readonly subscriptions: Map<string, EvmFilter | undefined>
}

export interface EvmSocketsContext {
  readonly random: Random
  readonly log: WritableLog
  readonly counters: EvmCounters
  readonly chainId: number
  faults(): EvmFaultState
  view(): EvmView
  asked(): void
}

export interface EvmSockets extends SocketServer {
  publish(news: EvmChainNews): void
  terminateAll(): void
  closeAll(code: number, reason: string): void
  forgetSubscriptions(): void
}

/** A node's socket: JSON-RPC, and the news of what was subscribed. As Geth does, it takes logs back one by one. */
export function createEvmSockets(context: EvmSocketsContext): EvmSockets {
  const { chainId, counters, log, random } = context
  const clients = new Set<Client>()

  function send(client: Client, message: unknown): void {
    const frame = JSON.stringify(message)
    const lost = context.faults().frozen
    log.add({ type: 'frame', direction: 'out', socketId: client.id, frame, ...(lost && { lost }) })
    if (!lost) client.peer.send(frame)
  }
  function forget(client: Client, code: number): void {
    if (!clients.delete(client)) return
    counters.socketsOpen -= 1
    log.add({ type: 'socket', event: 'closed', socketId: client.id, code })
  }
  function notify(client: Client, subscription: string, result: unknown): void {
    if (!context.faults().frozen) counters.notifications += 1
    send(client, { jsonrpc: '2.0', method: 'eth_subscription', params: { subscription, result } })
  }
  function answer(client: Client, method: unknown, params: readonly unknown[]): object {
    const faults = context.faults()
    if (method === 'eth_subscribe' && faults.subscriptions !== 'refused') {
      const id = `0x${random.text(32, hexDigits)}`
      client.subscriptions.set(id, params[0] === 'logs' ? (params[1] ?? {}) : undefined)
      counters.subscribes += 1
      return { result: id }
    }
    if (method === 'eth_unsubscribe') {
      counters.unsubscribes += 1
      return { result: client.subscriptions.delete(String(params[0])) }
    }
    return answerRpc(method, params, context.view(), chainId, faults)
  }
  function publishLogs(client: Client, { logs }: EvmBlock, removed: boolean): void {
    for (const [id, filter] of client.subscriptions)
      if (filter) for (const each of logs) if (matchesFilter(filter, each)) notify(client, id, { ...each, removed })
  }

  return {
    admit() {
      if (context.faults().admission === 'open') return { kind: 'accepted' }
      counters.socketsRefused += 1
      context.asked()
      log.add({ type: 'socket', event: 'unreachable' })
      return { kind: 'unreachable' }
    },
    connect(_url, peer) {
      const client: Client = { id: random.text(12, hexDigits), peer, subscriptions: new Map() }
      clients.add(client)
      counters.socketsOpened += 1
      counters.socketsOpen += 1
      log.add({ type: 'socket', event: 'opened', socketId: client.id })
      return {
        message(frame) {
          context.asked()
          const lost = context.faults().frozen
          const text = toText(frame)
          log.add({ type: 'frame', direction: 'in', socketId: client.id, frame: text, ...(lost && { lost }) })
          if (lost || !clients.has(client)) return
          const { id, method, params } = toRequest(text)
          if (method === undefined) counters.violations += 1
          send(client, {
            jsonrpc: '2.0',
            id: id ?? null,
            ...answer(client, method, Array.isArray(params) ? params : []),
          })
        },
        answersClose: () => !context.faults().frozen,
        closed: (code) => forget(client, code),
      }
    },
    publish({ came, left }) {
      for (const client of clients) {
        for (const block of left) publishLogs(client, block, true)
        for (const block of came) {
          for (const [id, filter] of client.subscriptions) if (!filter) notify(client, id, toHeader(block))
          publishLogs(client, block, false)
        }
      }
    },
    terminateAll() {
      for (const client of clients) {
        forget(client, 1006)
        client.peer.terminate()
      }
    },
    closeAll(code, reason) {
      for (const client of clients) {
        forget(client, code)
        client.peer.close(code, reason)
      }
    },
    forgetSubscriptions() {
      for (const { subscriptions } of clients) subscriptions.clear()
    },
  }
}

function toRequest(text: string): { readonly id?: unknown; readonly method?: unknown; readonly params?: unknown } {
  try {
    const request: unknown = JSON.parse(text)
    return typeof request === 'object' && request !== null ? { ...request } : {}
  } catch {
    return {}
  }
}
