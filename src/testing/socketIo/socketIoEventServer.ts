import type { Admission } from '../kit/server.js'

/*
 * A Socket.IO service without its framing. The hand-written frames in memory and the real server on a port both adapt
 * these interfaces.
 */

/** Carries a client's socket, and exists before it. */
export interface SocketIoConnection {
  /** Closes it as a server that shuts down does: the client comes back by itself. */
  close(): void
  /** Cuts the line without a word. */
  terminate(): void
  /** Sends a packet that no client can read: its library closes the connection, and comes back. */
  garble(): void
}

/** One client's socket, seen from the server. */
export interface SocketIoPeer {
  emit(event: string, ...args: readonly unknown[]): void
  /** As the server's `socket.disconnect(true)`: the client hears of it, and does not come back by itself. */
  disconnect(): void
}

/** The server's ears on one socket. */
export interface SocketIoSession {
  event(name: string, args: readonly unknown[]): void
  /** The same socket on a new connection, with its rooms and with what it missed: it was not `closed` meanwhile. */
  recovered(): void
  closed(reason: string): void
}

export interface SocketIoEventServer {
  /** Asked once for each attempt, before any connection is open. */
  admit(url: URL): Admission
  /** True while the server hangs: connections open, but nothing gets through either way, not even a ping. */
  isFrozen(): boolean
  /** Why nobody may join the namespace now; undefined where all may. */
  refusal(): string | undefined
  /** A connection is open. Returns what to call when it is closed. */
  opened(connection: SocketIoConnection): () => void
  /** The socket has joined the namespace. */
  connect(peer: SocketIoPeer): SocketIoSession
}
