import { createFusionSimulator, type FusionSimulatorCore, type FusionSimulatorOptions } from 'onwire/testing'
import { startFusionServer } from 'onwire/testing/node'
import { type ManagerOptions, WebSocket } from 'socket.io-client'

/** A simulator, and what a client of Socket.IO and of REST reaches it with. */
export interface FusionCarried {
  readonly simulator: FusionSimulatorCore
  readonly url: string
  readonly transports: NonNullable<ManagerOptions['transports']>
  readonly fetch: typeof fetch
  close(): Promise<void>
}

export interface FusionCarrier {
  readonly name: string
  readonly carry: (options?: FusionSimulatorOptions) => Promise<FusionCarried>
}

/** The library's own transport, over another class of sockets. */
export function toTransport(Socket: typeof globalThis.WebSocket) {
  return class extends WebSocket {
    override createSocket(uri: string, protocols: string | string[] | undefined): globalThis.WebSocket {
      return new Socket(uri, protocols)
    }
  }
}

const onPort = (name: string, transports: ('websocket' | 'polling')[]): FusionCarrier => ({
  name,
  carry: async (options) => {
    const simulator = createFusionSimulator(options)
    const server = await startFusionServer({ simulator, transports })
    return {
      simulator,
      url: server.url,
      transports,
      fetch: globalThis.fetch,
      close: () => {
        simulator.stop()
        return server.close()
      },
    }
  },
})

/** Whoever carries the events, the simulator behaves alike. */
export const fusionCarriers: readonly FusionCarrier[] = [
  {
    name: 'in memory',
    carry: async (options) => {
      const simulator = createFusionSimulator({ latencyMs: 2, ...options })
      const { url, fetch } = simulator
      const close = async (): Promise<void> => simulator.stop()
      return { simulator, url, transports: [toTransport(simulator.WebSocket)], fetch, close }
    },
  },
  onPort('on a port by WebSocket', ['websocket']),
  onPort('on a port by polling', ['polling']),
]
