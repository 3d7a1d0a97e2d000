import { createRelaySimulator, type RelaySimulator } from '../../simulators/relay/createRelaySimulator.js'
import { toRelayService } from './relayService.js'
import { type ServedSimulator, type ServeOptions, serveSimulator } from '../serveSimulator.js'

export interface RelayServerOptions extends ServeOptions {
  /** Default: a new one. */
  readonly simulator?: RelaySimulator | undefined
}

export interface RelayServer extends ServedSimulator<RelaySimulator> {}

/** Relay's service on one real port: WebSocket, REST, and the control API under `/__simulator`. */
export async function startRelayServer(options: RelayServerOptions = {}): Promise<RelayServer> {
  const { simulator = createRelaySimulator() } = options
  return serveSimulator(simulator, toRelayService(simulator), options)
}
