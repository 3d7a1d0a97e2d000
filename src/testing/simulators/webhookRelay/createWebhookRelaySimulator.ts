import { createMemoryFetch } from '../../memory/memoryFetch.js'
import { createMemoryWebSocket } from '../../memory/createMemoryWebSocket.js'
import { createLatency, type Latency } from '../../memory/latency.js'
import { createRandom } from '../../kit/random.js'
import {
  createWebhookRelaySimulatorCore,
  type WebhookRelaySimulatorCore,
  type WebhookRelaySimulatorCoreOptions,
} from './webhookRelaySimulatorCore.js'

export interface WebhookRelaySimulatorOptions extends WebhookRelaySimulatorCoreOptions {
  /** One way on the in-memory line, in milliseconds, or a range [min, max] to draw from. Default 20. */
  readonly latencyMs?: Latency | undefined
}

/** Webhook Relay in memory: hand its `WebSocket` and `fetch` to a client. */
export interface WebhookRelaySimulator extends WebhookRelaySimulatorCore {
  /** The WHATWG class; its sockets reach this simulator, whatever their URL. */
  readonly WebSocket: typeof globalThis.WebSocket
  /** The WHATWG function; it reaches this simulator, whatever the URL's host. */
  readonly fetch: typeof globalThis.fetch
  /** A URL for sockets that can't be mistaken for the real service's. */
  readonly url: string
  /** The same for REST. */
  readonly apiUrl: string
}

/**
 * - Many simulators live side by side; nothing global is touched.
 * - On a manual clock, equal seeds and equal calls give equal frames at equal times.
 * - Nothing runs before the first socket, request or start; `stop` leaves no timer of a scenario behind.
 */
export function createWebhookRelaySimulator(options: WebhookRelaySimulatorOptions = {}): WebhookRelaySimulator {
  const core = createWebhookRelaySimulatorCore(options)
  // A stream of its own: the line's delays don't change which ids and hashes are drawn.
  const latency = createLatency(options.latencyMs ?? 20, createRandom((options.seed ?? 1) + 1))
  const network = { clock: core.clock, latency, sockets: core.sockets, rest: core.rest }
  return {
    ...core,
    WebSocket: createMemoryWebSocket(network),
    fetch: createMemoryFetch(network),
    url: 'wss://my.webhookrelay.simulator.invalid/v1/socket',
    apiUrl: 'https://my.webhookrelay.simulator.invalid',
  }
}
