import type { Server } from 'node:http'
import type { SimulatorClock } from '../kit/clock.js'
import type { Random } from '../kit/random.js'
import type { RestServer } from '../kit/server.js'
import type { SimulatorControl } from './control/simulatorControl.js'

/** A simulator as its port sees it: one for each service that can be served. */
export interface SimulatorService {
  readonly clock: SimulatorClock
  readonly random: Random
  readonly rest: RestServer
  /** Answers requests under `/__simulator`. */
  readonly control: SimulatorControl
  /** Where a client finds the service behind a host and its port. */
  toUrls(authority: string): { readonly socketUrl: string; readonly apiUrl: string }
  /** Takes the sockets that come to this server, one latency each way. Returns what cuts them all. */
  serveSockets(server: Server, latency: () => number): () => void
}
