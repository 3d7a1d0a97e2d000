import type { Report } from './diagnostics.js'

/**
 * The reason why a link is over. `opened` is false where it never came up: a browser can't distinguish
 * a refused upgrade from an unreachable server.
 */
export interface CloseReason {
  /** The WebSocket close code (RFC 6455, section 7.4), where the transport has one. */
  readonly code?: number
  readonly opened: boolean
  readonly message: string
}

export interface TransportEvents<In> {
  open(): void
  frame(frame: In): void
  /** The link lives though no frame came: STOMP beats, Engine.IO pings, SSE comments. */
  alive(): void
  close(reason: CloseReason): void
  /** Tells the developer what goes less well than it could. */
  report?: Report
}

export interface Link<Out> {
  send(frame: Out): void
  close(): void
}

/**
 * How frames travel.
 *
 * - `open` starts connecting at once and never throws: a failure is a `close`.
 *   Nothing but `close` may be called before it returns.
 * - `first` is the frames of the opening itself: see `Live.opensWith`.
 * - `close` is called exactly once, and nothing is called after it.
 * - After `link.close()` nothing is called any more except that one `close`, which may come at once or later.
 */
export interface Transport<Out, In> {
  open(on: TransportEvents<In>, first?: readonly Out[]): Link<Out>
  /** False where this runtime lacks what every attempt needs; absent where nobody can tell. */
  canOpen?(this: void): boolean
}
