import { createCovalentSimulator, type CovalentSimulator, type CovalentSimulatorOptions } from 'onwire/testing'
import { startCovalentServer } from 'onwire/testing/node'
import { WebSocket as NodeWebSocket } from 'ws'

/** A simulator, and what a client reaches it with. */
export interface CarriedCovalent {
  readonly simulator: CovalentSimulator
  readonly url: string
  readonly apiUrl: string
  readonly WebSocket: typeof WebSocket
  readonly fetch: typeof fetch
  close(): Promise<void>
}

export interface CovalentCarrier {
  readonly name: string
  readonly carry: (options?: CovalentSimulatorOptions) => Promise<CarriedCovalent>
}

/** Whoever carries the frames, the simulator behaves alike. */
export const covalentCarriers: readonly CovalentCarrier[] = [
  {
    name: 'in memory',
    carry: async (options) => {
      const simulator = createCovalentSimulator({ latencyMs: 2, ...options })
      const { url, apiUrl, WebSocket, fetch } = simulator
      return { simulator, url, apiUrl, WebSocket, fetch, close: async () => simulator.stop() }
    },
  },
  {
    name: 'on a port',
    carry: async (options) => {
      const simulator = createCovalentSimulator(options)
      const server = await startCovalentServer({ simulator })
      return {
        simulator,
        url: server.socketUrl,
        apiUrl: server.apiUrl,
        WebSocket: NodeWebSocket as unknown as typeof WebSocket,
        fetch: globalThis.fetch,
        close: () => {
          simulator.stop()
          return server.close()
        },
      }
    },
  },
]
