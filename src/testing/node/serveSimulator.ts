import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createLatency, type Latency } from '../memory/latency.js'
import { answerControl, controlPath, toControlError } from './control/controlApi.js'
import { readControlBody } from './control/controlBody.js'
import { listen } from './wire/listen.js'
import { serveRest, writeAnswer, writePreflight } from './wire/serveRest.js'
import type { SimulatorControl } from './control/simulatorControl.js'
import type { SimulatorService } from './simulatorService.js'
import { toUrl } from './wire/toUrl.js'

export interface ServeOptions {
  /** Default 0: any free port. */
  readonly port?: number | undefined
  /** Default 127.0.0.1: this machine only. */
  readonly host?: string | undefined
  /** Where the port is taken, try the next ones instead of failing. Default false. */
  readonly stepOver?: boolean | undefined
  /** Slows every frame and answer of the real line, one way, in milliseconds. Default 0. */
  readonly latencyMs?: Latency | undefined
}

export interface ServedSimulator<Simulator> {
  /** The root of the port, without a slash at its end. The control API stands there, at `/__simulator`. */
  readonly url: string
  /** Pass it to the service's protocol as `url`. */
  readonly socketUrl: string
  /** Pass it to the service's protocol as `apiUrl`. Without a slash at its end. */
  readonly apiUrl: string
  readonly port: number
  readonly simulator: Simulator
  /** Cuts every socket and request, and frees the port. A simulator that was passed in goes on. */
  close(): Promise<void>
}

/** Serves a simulator on one real port: its sockets, REST, and the control API under `/__simulator`. */
export async function serveSimulator<Simulator extends { stop(): void }>(
  simulator: Simulator,
  service: SimulatorService,
  options: ServeOptions & { readonly simulator?: Simulator | undefined },
): Promise<ServedSimulator<Simulator>> {
  const { port = 0, host = '127.0.0.1', stepOver = false } = options
  const latency = createLatency(options.latencyMs ?? 0, service.random)
  const line = { clock: service.clock, latency, rest: service.rest }

  const server = createServer((request, response) => {
    const url = toUrl(request)
    if (request.method === 'OPTIONS') writePreflight(request, response)
    else if (url.pathname === controlPath || url.pathname.startsWith(`${controlPath}/`)) {
      void control(service.control, url, request, response)
    } else void serveRest(line, url, request, response)
  })
  const cutSockets = service.serveSockets(server, latency)
  const boundPort = await listen(server, { port, host, stepOver })
  const authority = `${host.includes(':') ? `[${host}]` : host}:${boundPort}`

  return {
    url: `http://${authority}`,
    ...service.toUrls(authority),
    port: boundPort,
    simulator,
    close: () =>
      new Promise((resolve) => {
        // Whoever made the simulator may serve it again.
        if (options.simulator === undefined) simulator.stop()
        cutSockets()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function control(
  simulator: SimulatorControl,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await readControlBody(request)
    writeAnswer(response, answerControl(simulator, request.method ?? 'GET', url, body))
  } catch (error) {
    // The body was bad, or the client went away in the middle of it.
    if (request.destroyed && !request.complete) return
    writeAnswer(response, toControlError(error))
  }
}
