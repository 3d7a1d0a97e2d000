/** The connection to one protocol, as people see it. */
export interface ConnectionInfo {
  readonly status: ConnectionStatus
  /** Why it is `disconnected`. */
  readonly reason?: DisconnectReason
  /** How long the service took to answer the last ping, in ms, where it answers any. */
  readonly latencyMs?: number
}

/**
 * - `idle`: nobody needs it.
 * - `connecting`: it has not been up yet.
 * - `reconnecting`: it was up, and is tried again.
 * - `disconnected`: see `reason`.
 */
export type ConnectionStatus = 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'disconnected'

/**
 * - `refused`: the service said no, twice; only `reconnect()` tries again.
 * - `unreachable`: it never got ready, five times in a row. It is tried again each minute.
 *   A browser can't distinguish a refused upgrade from an unreachable server.
 * - `offline`: the device has no network.
 */
export type DisconnectReason = 'refused' | 'unreachable' | 'offline'

/** The means that keeps a topic up to date right now; `idle` where nothing needs to, or can. */
export type TopicTransport = 'socket' | 'polling' | 'idle'

export interface TopicInfo {
  readonly transport: TopicTransport
  /** It can be polled while the socket is down. Where not, its data stay as they are until the socket is back. */
  readonly isPollable: boolean
  /** Its data may be older than the service's: neither the socket nor polling keeps them up to date right now. */
  readonly isStale: boolean
  /** When the service was last heard of it, in unix ms. */
  readonly lastEventAt: number | undefined
  /** Its end has been reached. What the service says late all the same is still shown. */
  readonly isSettled: boolean
}
