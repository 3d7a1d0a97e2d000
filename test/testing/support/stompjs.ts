// @ts-expect-error -- it has no types; what the tests use of it stands here
import stompjs from 'stompjs'

/** The old client. */
export interface OldStompClient {
  readonly connected: boolean
  readonly ws: { readonly protocol?: string }
  heartbeat: { incoming: number; outgoing: number }
  connect(headers: object, connected: (frame: { headers: object }) => void, failed: (error: unknown) => void): void
  subscribe(destination: string, heard: (message: { body: string }) => void): { unsubscribe(): void }
  disconnect(done: () => void): void
}

export interface OldStomp {
  over(socket: WebSocket): OldStompClient
}

export const oldStomp: OldStomp = stompjs
