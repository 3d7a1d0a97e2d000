import { createRelaySimulator, type RelaySimulator, type RelaySimulatorOptions } from 'onwire/testing'
import { startRelayServer } from 'onwire/testing/node'
import { WebSocket as NodeWebSocket } from 'ws'

/** A simulator, and what a client reaches it with. */
export interface Carried {
  readonly simulator: RelaySimulator
  readonly url: string
  readonly apiUrl: string
  readonly WebSocket: typeof WebSocket
  readonly fetch: typeof fetch
  close(): Promise<void>
}

export interface Carrier {
  readonly name: string
  readonly carry: (options?: RelaySimulatorOptions) => Promise<Carried>
}

/** Whoever carries the frames, the simulator behaves alike. */
export const carriers: readonly Carrier[] = [
  {
    name: 'in memory',
    carry: async (options) => {
      const simulator = createRelaySimulator({ latencyMs: 2, ...options })
      const { url, apiUrl, WebSocket, fetch } = simulator
      return { simulator, url, apiUrl, WebSocket, fetch, close: async () => simulator.stop() }
    },
  },
  {
    name: 'on a port',
    carry: async (options) => {
      const simulator = createRelaySimulator(options)
      const server = await startRelayServer({ simulator })
      return {
        simulator,
        url: server.socketUrl,
        apiUrl: server.url,
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
