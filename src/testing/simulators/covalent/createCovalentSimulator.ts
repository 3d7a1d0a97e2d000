import { createMemoryFetch } from '../../memory/memoryFetch.js'
import { createMemoryWebSocket } from '../../memory/createMemoryWebSocket.js'
import { createLatency, type Latency } from '../../memory/latency.js'
import { createRandom } from '../../kit/random.js'
import {
  type CovalentSimulatorCore,
  type CovalentSimulatorCoreOptions,
  createCovalentSimulatorCore,
} from './covalentSimulatorCore.js'

export interface CovalentSimulatorOptions extends CovalentSimulatorCoreOptions {
  /** One way on the in-memory line, in milliseconds, or a range [min, max] to draw from. Default 20. */
  readonly latencyMs?: Latency | undefined
}

/** Covalent's log events in memory: hand its `WebSocket` and `fetch` to a client. */
export interface CovalentSimulator extends CovalentSimulatorCore {
  /** The WHATWG class; its sockets reach this simulator, whatever their URL's host. */
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
 * - On a manual clock, equal seeds and equal calls give equal blocks, logs and frames at equal times.
 * - Nothing runs before the first subscription, request or start; from then on blocks come until `stop`.
 */
export function createCovalentSimulator(options: CovalentSimulatorOptions = {}): CovalentSimulator {
  const core = createCovalentSimulatorCore(options)
  // A stream of its own: the line's delays don't change what is drawn.
  const latency = createLatency(options.latencyMs ?? 20, createRandom((options.seed ?? 1) + 1))
  const network = { clock: core.clock, latency, sockets: core.sockets, rest: core.rest }
  return {
    ...core,
    WebSocket: createMemoryWebSocket(network),
    fetch: createMemoryFetch(network),
    url: 'wss://api.covalent.simulator.invalid/v1/',
    apiUrl: 'https://api.covalent.simulator.invalid/v1',
  }
}
