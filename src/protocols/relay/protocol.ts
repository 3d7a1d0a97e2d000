import type { LiveProtocol } from '../../core/contract/protocol.js'
import { webSocket } from '../../transports/webSocket.js'
import { type AskJson, createAskJson } from '../shared/askJson.js'
import { checkOptions } from '../shared/checkOptions.js'
import { createRedact } from '../shared/createRedact.js'
import { isInBrowser } from '../shared/isInBrowser.js'
import { toAddress } from '../shared/toAddress.js'
import { toMistake } from '../shared/toError.js'
import { decodeRelayFrame } from './decode.js'
import type { RelayStatus } from './model.js'
import type { RelayOptions } from './options.js'
import { relayRefusals } from './refusals.js'
import { createStatusState } from './state.js'
import { type RelayTopic, toTopicKey } from './topic.js'
import { toSyncFrames } from './wire.js'

/** Relay's status service. */
export interface RelayProtocol extends LiveProtocol<RelayTopic, RelayStatus> {
  readonly name: 'relay'
  /** Asks its REST API. */
  readonly ask: AskJson
}

/** Relay (relay.link): each request's status, by its WebSocket and its REST API. */
export function relay(options: RelayOptions = {}): RelayProtocol {
  const isTestnet = options.network === 'testnet'
  const host = isTestnet ? 'testnets.relay.link' : 'relay.link'
  const {
    apiKey,
    id = isTestnet ? 'relay-testnet' : 'relay',
    refundGraceMs = 600_000,
    requestsPerMinute = 180,
    socket = apiKey || options.url || !isInBrowser() || 'once',
    url = `wss://ws.${host}`,
  } = options
  checkOptions(options, 'relay', id)
  const ask = createAskJson(id, options.apiUrl ?? `https://api.${host}`, apiKey ? { 'x-api-key': apiKey } : {}, options)

  const protocol: RelayProtocol = {
    id,
    name: 'relay',
    requestsPerMinute,
    quota: () => apiKey,
    key: toTopicKey,
    check({ requestId }) {
      if (/^0x[\da-f]+$/i.test(requestId)) return undefined
      return toMistake(
        'INVALID_REQUEST_ID',
        process.env.NODE_ENV !== 'production' && {
          what: `"${requestId}" is no Relay request id.`,
          remedy: "Pass a quote's `requestId`, `0x…`, or undefined.",
        },
        id,
      )
    },
    ask,
    redact: createRedact(apiKey),
    live: {
      transport: webSocket(() => toAddress(url, '', apiKey ? { apiKey } : {}), options.WebSocket),
      carries: () => Boolean(socket),
      isTriedOnce: socket === 'once',
      sync: toSyncFrames,
      decode: decodeRelayFrame,
      refusals: relayRefusals,
      // Relay answers no application ping, and browsers send none of their own.
      liveness: { readyMs: 10_000, greets: true, ackMs: 5000 },
    },
    stateOf: (topic) => createStatusState(topic, ask, refundGraceMs),
  }
  return { ...protocol, ...options.via?.(protocol) }
}
