import type { SimulatorClock } from '../kit/clock.js'
import type { RestServer, SocketServer } from '../kit/server.js'

/** What an in-memory socket or fetch needs from the simulator that it belongs to. */
export interface Network {
  readonly clock: SimulatorClock
  readonly latency: () => number
  readonly sockets: SocketServer
  readonly rest: RestServer
}
