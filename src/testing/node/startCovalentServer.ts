import { type CovalentSimulator, createCovalentSimulator } from '../simulators/covalent/createCovalentSimulator.js'
import { toCovalentService } from './covalentService.js'
import { type ServedSimulator, type ServeOptions, serveSimulator } from './serveSimulator.js'

export interface CovalentServerOptions extends ServeOptions {
  /** Default: a new one. */
  readonly simulator?: CovalentSimulator | undefined
}

export interface CovalentServer extends ServedSimulator {
  /** What a STOMP client opens: with the service's path, and the slash at its end. */
  readonly socketUrl: string
  /** What REST's paths are put behind: with the service's path, without a slash at its end. */
  readonly apiUrl: string
  readonly simulator: CovalentSimulator
}

/** Covalent's log events on one real port: STOMP, REST, and the control API under `/__simulator`. */
export async function startCovalentServer(options: CovalentServerOptions = {}): Promise<CovalentServer> {
  const simulator = options.simulator ?? createCovalentSimulator()
  const served = await serveSimulator(toCovalentService(simulator), options)
  return {
    ...served,
    socketUrl: `${served.wsUrl}/v1/`,
    apiUrl: `${served.url}/v1`,
    simulator,
    close() {
      // Whoever made the simulator may serve it again.
      if (options.simulator === undefined) simulator.stop()
      return served.close()
    },
  }
}
