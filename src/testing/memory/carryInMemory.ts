import type { SimulatorClock } from '../kit/clock.js'
import { createRandom } from '../kit/random.js'
import type { RestServer, SocketServer } from '../kit/server.js'
import { createMemoryWebSocket } from './createMemoryWebSocket.js'
import { createLatency, type Latency } from './latency.js'
import { createMemoryFetch } from './memoryFetch.js'

export interface MemoryOptions {
  /** One way on the in-memory line, in milliseconds, or a range [min, max] to draw from. Default 20. */
  readonly latencyMs?: Latency | undefined
}

/** A service in memory: hand its members to a client. */
export interface CarriedInMemory {
  /** The WHATWG class. Its sockets reach this simulator, whatever their URL's host. */
  readonly WebSocket: typeof globalThis.WebSocket
  /** The WHATWG function. It reaches this simulator, whatever the URL's host. */
  readonly fetch: typeof globalThis.fetch
}

/** A service without sockets. */
const nobody: SocketServer = {
  admit: () => ({ kind: 'unreachable' }),
  connect: () => ({ message() {}, answersClose: () => true, closed() {} }),
}

/** Carries a simulator's frames and answers in memory. Nothing global is touched. `sockets` admit nobody by default. */
export function carryInMemory(
  server: { readonly clock: SimulatorClock; readonly sockets?: SocketServer; readonly rest: RestServer },
  { latencyMs = 20, seed = 1 }: MemoryOptions & { readonly seed?: number | undefined },
): CarriedInMemory {
  const { clock, rest, sockets = nobody } = server
  // A stream of its own: the line's delays don't change which ids and hashes are drawn.
  const network = { clock, rest, sockets, latency: createLatency(latencyMs, createRandom(seed + 1)) }
  return { WebSocket: createMemoryWebSocket(network), fetch: createMemoryFetch(network) }
}
