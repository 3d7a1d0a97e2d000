/** The connection to one protocol, as people are told of it. */
export interface ConnectionInfo {
  readonly status: ConnectionStatus
  /** Why it is `disconnected`. */
  readonly reason?: DisconnectReason
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
 * - `unreachable`: it never opened, five times in a row. A browser can't tell a refused upgrade from an unreachable server. Tried again each minute.
 * - `offline`: the device has no network.
 */
export type DisconnectReason = 'refused' | 'unreachable' | 'offline'

/** What keeps a topic up to date right now; `idle` where nothing needs to, or can. */
export type TopicTransport = 'socket' | 'polling' | 'idle'

export interface TopicInfo {
  readonly transport: TopicTransport
  /** When the service was last heard of it, in unix ms. */
  readonly lastEventAt: number | undefined
  /** Whether its end has been reached: nothing is asked or awaited any more. */
  readonly isSettled: boolean
}
