import { createRequire } from 'node:module'

/** The old client, which has no types: what the tests use of it. */
export interface OldStompClient {
  readonly connected: boolean
  readonly ws: { readonly protocol?: string }
  heartbeat: { incoming: number; outgoing: number }
  connect(headers: object, connected: (frame: { headers: object }) => void, failed: (error: unknown) => void): void
  subscribe(destination: string, heard: (message: { body: string }) => void): { unsubscribe(): void }
  disconnect(done: () => void): void
  onreceipt?: (frame: { headers: object }) => void
}

export interface OldStomp {
  /** In Node it takes the package `websocket`, an optional dependency of its own, and offers no sub-protocol. */
  overWS(url: string): OldStompClient
  over(socket: WebSocket): OldStompClient
  client(url: string, protocols?: string[]): OldStompClient
  WebSocketClass?: typeof WebSocket
}

export const oldStomp: OldStomp = createRequire(import.meta.url)('stompjs')
