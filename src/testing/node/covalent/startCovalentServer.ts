import { type CovalentSimulator, createCovalentSimulator } from '../../simulators/covalent/createCovalentSimulator.js'
import { toCovalentService } from './covalentService.js'
import { type ServedSimulator, type ServeOptions, serveSimulator } from '../serveSimulator.js'

export interface CovalentServerOptions extends ServeOptions {
  /** Default: a new one. */
  readonly simulator?: CovalentSimulator | undefined
}

/** `socketUrl` has the service's path and the slash at its end, as STOMP clients open it. `apiUrl` has the path too. */
export interface CovalentServer extends ServedSimulator<CovalentSimulator> {}

/** Covalent's log events on one real port: STOMP, REST, and the control API under `/__simulator`. */
export async function startCovalentServer(options: CovalentServerOptions = {}): Promise<CovalentServer> {
  const { simulator = createCovalentSimulator() } = options
  return serveSimulator(simulator, toCovalentService(simulator), options)
}
