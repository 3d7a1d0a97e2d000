import { createEvmSimulator, type EvmSimulator } from '../../simulators/evm/createEvmSimulator.js'
import { type ServedSimulator, type ServeOptions, serveSimulator } from '../serveSimulator.js'
import { toEvmService } from './evmService.js'

export interface EvmServerOptions extends ServeOptions {
  /** Default: a new one. */
  readonly simulator?: EvmSimulator | undefined
}

/** `socketUrl` and `apiUrl` are the node's addresses for sockets and for HTTP. */
export interface EvmServer extends ServedSimulator<EvmSimulator> {}

/** A simulated node on one real port: JSON-RPC over sockets and HTTP, and the control API under `/__simulator`. */
export async function startEvmServer(options: EvmServerOptions = {}): Promise<EvmServer> {
  const { simulator = createEvmSimulator() } = options
  return serveSimulator(simulator, toEvmService(simulator), options)
}
