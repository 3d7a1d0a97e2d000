import { createRelaySimulator, type RelaySimulator } from '../simulators/relay/createRelaySimulator.js'
import { toRelayService } from './relayService.js'
import { type ServedSimulator, type ServeOptions, serveSimulator } from './serveSimulator.js'

export interface RelayServerOptions extends ServeOptions {
  /** Default: a new one. */
  readonly simulator?: RelaySimulator | undefined
}

export interface RelayServer extends ServedSimulator {
  readonly simulator: RelaySimulator
}

/** Relay's service on one real port: WebSocket, REST, and the control API under `/__simulator`. */
export async function startRelayServer(options: RelayServerOptions = {}): Promise<RelayServer> {
  const simulator = options.simulator ?? createRelaySimulator()
  const served = await serveSimulator(toRelayService(simulator), options)
  return {
    ...served,
    simulator,
    close() {
      // Whoever made the simulator may serve it again.
      if (options.simulator === undefined) simulator.stop()
      return served.close()
    },
  }
}
