/** The connection to one protocol, as people see it. */
export interface ConnectionInfo {
  readonly status: ConnectionStatus
  /** Why it is `disconnected`. */
  readonly reason?: DisconnectReason
  /** How long the service took to answer the last ping, in ms, where it answers any. */
  readonly latencyMs?: number
  /**
   * How far the service's clock is ahead of this machine's, in ms, where its pongs tell; 0 where they agree. Ages are
   * reckoned by it.
   */
  readonly clockOffsetMs?: number | undefined
  /** The id that the service gave to the link that is up, for questions to its people. Only where it gives one. */
  readonly id?: string | undefined
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
 * - `offline`: the browser says that there is no network. It may be wrong: it is tried each minute, and at each focus.
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
  /** The way by which its data came, as they are; undefined where there are none. */
  readonly source: TopicSource | undefined
  /** Its end has been reached. What the service says late all the same is still shown. */
  readonly isSettled: boolean
}

/** The way by which a value came. News that changed nothing brought none. */
export interface TopicSource {
  /**
   * - `socket`, `poll`: the service itself, as it pushed it or was asked.
   * - `bridge`: the bridge's stream; `webhook` where that was told by a webhook.
   * - `cache`: the app, a server's page or a persister had put it into the cache.
   */
  readonly via: 'socket' | 'poll' | 'cache' | 'webhook' | 'bridge'
  /** When it came, in unix ms by this machine's clock. */
  readonly at: number
}
