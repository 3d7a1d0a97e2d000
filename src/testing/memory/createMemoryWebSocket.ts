import { MemorySocket } from './memorySocket.js'
import type { Network } from './network.js'

/** A `WebSocket` class whose sockets all reach one simulator; nothing global is patched. */
export function createMemoryWebSocket(network: Network): typeof globalThis.WebSocket {
  class SimulatedWebSocket extends MemorySocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(network, url, protocols)
    }
  }
  return SimulatedWebSocket
}
