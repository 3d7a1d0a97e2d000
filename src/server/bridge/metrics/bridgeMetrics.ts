import type { ConnectionStatus } from '../../../core/contract/status.js'

/**
 * The figures of one instance of a bridge, for whoever runs it. Plain JSON.
 *
 * - Counts begin at 0 with the bridge, and only grow. Ages are 0 where nothing waits.
 * - Names are the bridge's own and the ids of its protocols, so that there are few of them: no figure holds a key, a
 *   topic, a caller or an address.
 */
export interface BridgeMetrics {
  /** The number of open event streams. */
  readonly readers: number
  /** The number of known callers with streams: see `keyOf`. */
  readonly callers: number
  /** The number of topics that readers of this instance want, or wanted within `lingerMs`. */
  readonly topics: number
  /** The number of them that nothing is known of, and that wait for their turn: see `limits.unknownPerCaller`. */
  readonly waitingTopics: number
  /** Counts updates that were sent to readers: one update to ten readers counts as ten. */
  readonly frames: number
  /** The bytes that wait for slow readers, of all readers together. */
  readonly queuedBytes: number
  /** The time for which the oldest of them has waited, in ms. */
  readonly oldestQueuedMs: number
  /** Counts answers by route and HTTP status. A path that is none of the bridge's is `'other'`. */
  readonly answers: readonly BridgeAnswerCount[]
  /** Counts refused topics of readers by `BridgeRefusalCode`. */
  readonly refusedTopics: Readonly<Record<string, number>>
  /** Counts diagnostics by code: see `BridgeDiagnostic`. */
  readonly diagnostics: Readonly<Record<string, number>>
  readonly bus: BridgeBusMetrics
  /** By the ids of the protocols. */
  readonly services: Readonly<Record<string, BridgeServiceMetrics>>
}

export interface BridgeAnswerCount {
  /** Below `path`, such as `'/events'`. */
  readonly route: string
  readonly status: number
  readonly count: number
}

export interface BridgeBusMetrics {
  /** False while the bus is away. */
  readonly isUp: boolean
  /** The number of updates that wait until the bus takes them. */
  readonly queued: number
  /** The time for which the oldest of them has waited, in ms. */
  readonly oldestQueuedMs: number
  /** The time that the bus took to take each update. */
  readonly publishMs: BridgeHistogram
}

export interface BridgeServiceMetrics {
  /** How this instance is connected to the service. `idle` where another instance holds the lease. */
  readonly status: ConnectionStatus
  /** True where this instance is the one that speaks to the service. */
  readonly isHeld: boolean
  /** The number of topics that readers of all instances want. */
  readonly topics: number
  /** The number of topics that wait to be asked for within the budget of requests. */
  readonly queued: number
  /** The time for which the oldest of them has waited, in ms. */
  readonly oldestQueuedMs: number
  /** Counts requests to the service. One for many topics counts as one. */
  readonly requests: number
  /** Counts those of them that failed, were not answered within 10 s, or were refused as too many. */
  readonly failures: number
  /** Counts the answers by which the service asked for a pause: 429, and 503 with `Retry-After`. */
  readonly rateLimits: number
  /** Counts updates that came over the bus, from this instance and others. */
  readonly entries: number
  /**
   * The time from a change, by the service's own clock (`updatedAt`), until it was sent to this instance's readers.
   * Changes from before a reader's coming are left out, and so are feeds, whose items have no time of their own.
   */
  readonly lagMs: BridgeHistogram
}

/** How often a time was at most so long. */
export interface BridgeHistogram {
  readonly count: number
  /** In ms. */
  readonly sum: number
  /** Cumulative, as Prometheus has them: `count` of those of at most `upTo` ms. `count` itself has no bound. */
  readonly buckets: readonly { readonly upTo: number; readonly count: number }[]
}
