import { createMemoryWebSocket } from '../../memory/createMemoryWebSocket.js'
import { createLatency, type Latency } from '../../memory/latency.js'
import { createMemoryFetch } from '../../memory/memoryFetch.js'
import { createRandom } from '../../kit/random.js'
import { frameEvents } from '../../socketIo/frameEvents.js'
import {
  createFusionSimulatorCore,
  type FusionSimulatorCore,
  type FusionSimulatorCoreOptions,
} from './fusionSimulatorCore.js'

export interface FusionSimulatorOptions extends FusionSimulatorCoreOptions {
  /** One way on the in-memory line, in milliseconds, or a range [min, max] to draw from. Default 20. */
  readonly latencyMs?: Latency | undefined
}

/** Fusion's coordinator in memory: hand its `WebSocket` and `fetch` to a client. */
export interface FusionSimulator extends FusionSimulatorCore {
  /** The WHATWG class; its sockets reach this simulator, whatever their URL, and speak Socket.IO. */
  readonly WebSocket: typeof globalThis.WebSocket
  /** The WHATWG function; it reaches this simulator, whatever the URL's host. */
  readonly fetch: typeof globalThis.fetch
  /** A URL for the Socket.IO client that can't be mistaken for a real service's. */
  readonly url: string
  /** The same for REST. */
  readonly apiUrl: string
}

/**
 * - Many simulators live side by side; nothing global is touched.
 * - On a manual clock, equal seeds and equal calls give equal events at equal times.
 * - Nothing runs before the first socket, request or start; `stop` leaves no timer behind.
 * - Its line carries WebSockets only: a client that begins with polling gets a 404.
 */
export function createFusionSimulator(options: FusionSimulatorOptions = {}): FusionSimulator {
  const core = createFusionSimulatorCore(options)
  const seed = options.seed ?? 1
  // Streams of their own: the line's delays and the connections' ids don't change what else is drawn.
  const latency = createLatency(options.latencyMs ?? 20, createRandom(seed + 1))
  const { clock, pingIntervalMs, pingTimeoutMs } = core
  const sockets = frameEvents(core.events, { clock, random: createRandom(seed + 2), pingIntervalMs, pingTimeoutMs })
  const network = { clock, latency, sockets, rest: core.rest }
  return {
    ...core,
    WebSocket: createMemoryWebSocket(network),
    fetch: createMemoryFetch(network),
    url: 'https://fusion.simulator.invalid',
    apiUrl: 'https://fusion.simulator.invalid',
  }
}
