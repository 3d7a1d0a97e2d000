import type { SimulatorClock } from '../kit/clock.js'
import type { RestServer, SocketServer } from '../kit/server.js'

/** The simulator behind an in-memory socket or fetch. */
export interface Network {
  readonly clock: SimulatorClock
  readonly latency: () => number
  readonly sockets: SocketServer
  readonly rest: RestServer
}
