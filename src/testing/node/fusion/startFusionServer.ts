import { createFusionSimulator, type FusionSimulator } from '../../simulators/fusion/createFusionSimulator.js'
import { SimulatorError } from '../../kit/simulatorError.js'
import { toFusionService } from './fusionService.js'
import { type ServedSimulator, type ServeOptions, serveSimulator } from '../serveSimulator.js'
import type { SocketIoOptions } from '../socketIo/serveSocketIo.js'

export interface FusionServerOptions extends ServeOptions, SocketIoOptions {
  /** Default: a new one. */
  readonly simulator?: FusionSimulator | undefined
}

/** `socketUrl` begins with `http`, as Socket.IO clients take it. */
export interface FusionServer extends ServedSimulator<FusionSimulator> {}

/**
 * Fusion's coordinator on one real port: a Socket.IO server, REST, and the control API under `/__simulator`.
 * Needs the package `socket.io`.
 */
export async function startFusionServer(options: FusionServerOptions = {}): Promise<FusionServer> {
  const { Server } = await importSocketIo()
  const { simulator = createFusionSimulator() } = options
  return serveSimulator(simulator, toFusionService(simulator, { ...options, Server }), options)
}

async function importSocketIo() {
  try {
    return await import('socket.io')
  } catch (cause) {
    throw new SimulatorError({
      code: 'NO_SOCKET_IO',
      what: "The package 'socket.io' is not installed.",
      why: 'Fusion is a Socket.IO service, and a server for it is an optional peer.',
      remedy: 'Install it: npm install --save-dev socket.io.',
      cause,
    })
  }
}
