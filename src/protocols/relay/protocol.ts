import type { Protocol } from '../../core/protocol.js'
import { webSocket } from '../../transports/webSocket.js'
import { isRecord } from '../guards.js'
import { checkRelayOptions } from './checkOptions.js'
import { decodeRelayFrame } from './decode.js'
import { toFinality } from './finality.js'
import { mergeRelayStatus } from './merge.js'
import { type RelayStatus, reviveRelayStatus } from './model.js'
import type { RelayOptions } from './options.js'
import { relayRefusals } from './refusals.js'
import { createRelayRest, type RelayRest } from './rest.js'
import { toRelayStatus } from './toRelayStatus.js'
import { checkTopic, type RelayTopic, toSyncFrames, toTopicKey } from './topic.js'

/** Relay's status service. */
export interface RelayProtocol extends Protocol<RelayTopic, RelayStatus, string> {
  readonly name: 'relay'
  /** Asks its REST API. */
  readonly ask: RelayRest
}

const networks = {
  mainnet: { id: 'relay', url: 'wss://ws.relay.link', apiUrl: 'https://api.relay.link' },
  testnet: { id: 'relay-testnet', url: 'wss://ws.testnets.relay.link', apiUrl: 'https://api.testnets.relay.link' },
} as const

/** Relay (relay.link): each request's status, by its WebSocket and its REST API. */
export function relay(options: RelayOptions = {}): RelayProtocol {
  const network = networks[options.network ?? 'mainnet']
  const {
    apiKey,
    apiUrl = network.apiUrl,
    id = network.id,
    refundGraceMs = 600_000,
    requestsPerMinute = 180,
    url = network.url,
  } = options
  checkRelayOptions(options, id)
  const ask = createRelayRest({ ...options, protocol: id, apiUrl })

  return {
    id,
    name: 'relay',
    requestsPerMinute,
    key: toTopicKey,
    check: (topic) => checkTopic(topic, id),
    ask,
    live: {
      transport: webSocket({
        ...options,
        url: async () => withKey(typeof url === 'string' ? url : await url(), apiKey),
      }),
      sync: toSyncFrames,
      decode: decodeRelayFrame,
      refusals: relayRefusals,
      // Relay answers no application ping, and browsers send none of their own.
      liveness: { readyMs: 10_000, ackMs: 5000 },
    },
    state: {
      fetch(topic, signal) {
        const requestId = toTopicKey(topic)
        const read = (answer: unknown) => (isRecord(answer) ? toRelayStatus({ ...answer, requestId }) : undefined)
        return ask('/intents/status/v3', { requestId }, read, signal)
      },
      merge: mergeRelayStatus,
      hasMoved,
      finality: (data) => toFinality(data, refundGraceMs),
      revive: reviveRelayStatus,
    },
  }
}

function withKey(url: string, apiKey: string | undefined): string {
  if (!apiKey) return url
  const address = new URL(url)
  address.searchParams.set('apiKey', apiKey)
  return address.href
}

/** Only a change of status is announced; that an id became known is not. */
function hasMoved(from: RelayStatus, to: RelayStatus): boolean {
  return from.status !== to.status && to.status !== 'waiting'
}
