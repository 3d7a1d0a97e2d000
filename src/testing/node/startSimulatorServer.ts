import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createLatency, type Latency } from '../memory/latency.js'
import type { Network } from '../memory/network.js'
import { createRelaySimulator, type RelaySimulator } from '../simulators/relay/createRelaySimulator.js'
import { answerControl, controlPath, toControlError } from './controlApi.js'
import { readControlBody } from './controlBody.js'
import { listen } from './listen.js'
import { serveRest, writeAnswer, writePreflight } from './serveRest.js'
import { serveSockets } from './serveSockets.js'

export interface SimulatorServerOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** Default 127.0.0.1: this machine only. */
  readonly host?: string
  /** Where the port is taken, try the next ones instead of failing. Default false. */
  readonly stepOver?: boolean
  /** Default: a new one. */
  readonly simulator?: RelaySimulator
  /** Slows every frame and answer of the real line, one way, in milliseconds. Default 0. */
  readonly latencyMs?: Latency
}

export interface SimulatorServer {
  /** REST, without a slash at its end. */
  readonly url: string
  /** WebSocket, without a slash at its end. */
  readonly wsUrl: string
  readonly port: number
  readonly simulator: RelaySimulator
  /** Cuts every socket and request, and frees the port. A simulator that was passed in goes on. */
  close(): Promise<void>
}

/** Relay's service on one real port: WebSocket, REST, and the control API under `/__simulator`. */
export async function startSimulatorServer(options: SimulatorServerOptions = {}): Promise<SimulatorServer> {
  const { port = 0, host = '127.0.0.1', stepOver = false } = options
  const simulator = options.simulator ?? createRelaySimulator()
  const latency = createLatency(options.latencyMs ?? 0, simulator.random)
  const network: Network = { clock: simulator.clock, latency, sockets: simulator.sockets, rest: simulator.rest }

  const server = createServer((request, response) => {
    const url = toUrl(request)
    if (request.method === 'OPTIONS') writePreflight(request, response)
    else if (url.pathname === controlPath || url.pathname.startsWith(`${controlPath}/`)) {
      void control(simulator, url, request, response)
    } else serveRest(network, url, request, response)
  })
  const cutSockets = serveSockets(server, network, toUrl)
  const boundPort = await listen(server, { port, host, stepOver })
  const authority = `${host.includes(':') ? `[${host}]` : host}:${boundPort}`

  return {
    url: `http://${authority}`,
    wsUrl: `ws://${authority}`,
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
  simulator: RelaySimulator,
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

/** The request's target on a base of our own, since a client may send any `Host`; what is no URL is the root. */
function toUrl(request: IncomingMessage): URL {
  const target = request.url ?? '/'
  try {
    return new URL(target.startsWith('/') ? `http://simulator.invalid${target}` : target)
  } catch {
    return new URL('http://simulator.invalid/')
  }
}
