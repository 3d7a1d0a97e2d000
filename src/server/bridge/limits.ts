/** Limits the work that strangers can cause. */
export interface BridgeLimits {
  /** The number of event streams that one instance serves. 10 000 by default. */
  readonly readers?: number | undefined
  /** The number of topics that one stream may have. 200 by default. */
  readonly topicsPerReader?: number | undefined
  /** The number of topics that one instance follows for all of its readers together. 10 000 by default. */
  readonly topics?: number | undefined
  /** The number of snapshots under way, for each service, of topics that nobody follows. 50 by default. */
  readonly snapshots?: number | undefined
  /**
   * The number of event streams of one caller: see `keyOf`. 100 by default. This and the next three count only where a
   * caller is known.
   */
  readonly readersPerCaller?: number | undefined
  /** The number of topics of one caller, of all its streams together. 2 000 by default. */
  readonly topicsPerCaller?: number | undefined
  /** The number of a caller's topics of which nothing is known; of more, 4 at a time are followed. 100 by default. */
  readonly unknownPerCaller?: number | undefined
  /** The number of a caller's snapshots under way, for each service, of topics that nobody follows. 20 by default. */
  readonly snapshotsPerCaller?: number | undefined
  /**
   * The number of a feed's items that one answer holds, and that a page's `limit` can have the bridge keep for a topic.
   * Pages ask for those beyond by further requests. 1 000 by default.
   */
  readonly itemsPerTopic?: number | undefined
  /** The largest body of a request for events, in bytes. 65 536 by default. */
  readonly bodyBytes?: number | undefined
  /**
   * The bytes that may wait for a slow reader before it is cut. 1 048 576 by default.
   * A replay of missed entries may be four times as large; beyond that the reader begins anew.
   */
  readonly queuedBytes?: number | undefined
  /**
   * The longest time until a stream is opened anew, so that `authorize` is called again, in ms. 3 600 000 by default.
   * Readers miss nothing.
   */
  readonly streamMs?: number | undefined
}

export type Limits = { readonly [Name in keyof BridgeLimits]-?: number }

export function toLimits(limits: BridgeLimits = {}): Limits {
  const {
    readers = 10_000,
    topicsPerReader = 200,
    topics = 10_000,
    snapshots = 50,
    readersPerCaller = 100,
    topicsPerCaller = 2_000,
    unknownPerCaller = 100,
    snapshotsPerCaller = 20,
    itemsPerTopic = 1_000,
    bodyBytes = 65_536,
    queuedBytes = 1_048_576,
    streamMs = 3_600_000,
  } = limits
  const perCaller = { readersPerCaller, topicsPerCaller, unknownPerCaller, snapshotsPerCaller }
  return { readers, topicsPerReader, topics, snapshots, ...perCaller, itemsPerTopic, bodyBytes, queuedBytes, streamMs }
}
