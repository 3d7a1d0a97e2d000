/** The members of a `WebSocket` that are used: a browser's, the `ws` package's, a simulator's. */
export interface WebSocketLike {
  readonly url: string
  readonly readyState: number
  binaryType: string
  onopen: Handler<unknown> | null
  onmessage: Handler<{ readonly data?: unknown }> | null
  /** `ws` and Node tell a `message`, browsers don't. */
  onerror: Handler<{ readonly type?: string; readonly message?: string }> | null
  onclose: Handler<{ readonly code: number; readonly reason: string }> | null
  send(data: string): void
  close(): void
}

export type WebSocketClass = new (url: string, protocols?: string | string[]) => WebSocketLike

/** A method's parameter is compared both ways, which lets the DOM's handlers, typed for whole events, pass. */
type Handler<Event> = { handle(event: Event): unknown }['handle']

/** Compiles as long as a browser's socket has what is used. */
type Pinned<Class extends WebSocketClass> = Class
export type DomWebSocketClass = Pinned<typeof WebSocket>
