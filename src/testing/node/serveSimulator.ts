import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createLatency, type Latency } from '../memory/latency.js'
import { answerControl, controlPath, toControlError } from './controlApi.js'
import { readControlBody } from './controlBody.js'
import { listen } from './listen.js'
import { serveRest, writeAnswer, writePreflight } from './serveRest.js'
import type { SimulatorControl } from './simulatorControl.js'
import type { SimulatorService } from './simulatorService.js'
import { toUrl } from './toUrl.js'

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

export interface ServedSimulator {
  /** REST, without a slash at its end. */
  readonly url: string
  /** WebSocket, without a slash at its end. */
  readonly wsUrl: string
  readonly port: number
  /** Cuts every socket and request, and frees the port. A simulator that was passed in goes on. */
  close(): Promise<void>
}

/** A service on one real port: its sockets, REST, and the control API under `/__simulator`. */
export async function serveSimulator(service: SimulatorService, options: ServeOptions = {}): Promise<ServedSimulator> {
  const { port = 0, host = '127.0.0.1', stepOver = false } = options
  const latency = createLatency(options.latencyMs ?? 0, service.random)
  const line = { clock: service.clock, latency, rest: service.rest }

  const server = createServer((request, response) => {
    const url = toUrl(request)
    if (request.method === 'OPTIONS') writePreflight(request, response)
    else if (url.pathname === controlPath || url.pathname.startsWith(`${controlPath}/`)) {
      void control(service.control, url, request, response)
    } else serveRest(line, url, request, response)
  })
  const cutSockets = service.serveSockets(server, latency)
  const boundPort = await listen(server, { port, host, stepOver })
  const authority = `${host.includes(':') ? `[${host}]` : host}:${boundPort}`

  return {
    url: `http://${authority}`,
    wsUrl: `ws://${authority}`,
    port: boundPort,
    close: () =>
      new Promise((resolve) => {
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
