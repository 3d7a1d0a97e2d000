/** Bounds on what strangers can make the bridge do. */
export interface BridgeLimits {
  /** How many event streams one instance serves. 10 000 by default. */
  readonly readers?: number | undefined
  /** How many topics one of them may have. 200 by default. */
  readonly topicsPerReader?: number | undefined
  /** How many topics one instance follows for its readers, all together. 10 000 by default. */
  readonly topics?: number | undefined
  /** How many snapshots may be under way at each service of what nobody follows. 50 by default. */
  readonly snapshots?: number | undefined
  /** The largest body of a request for events, in bytes. 65 536 by default. */
  readonly bodyBytes?: number | undefined
  /**
   * How much may wait for a slow reader until it is cut, in bytes. 1 048 576 by default. Four times as much may wait of what it missed
   * while it was away: where that is more, it begins anew.
   */
  readonly queuedBytes?: number | undefined
  /** After how long at most a stream is to be opened anew, in ms, so that `authorize` is asked again. 3 600 000 by default. Readers miss nothing. */
  readonly streamMs?: number | undefined
}

export type Limits = { readonly [Name in keyof BridgeLimits]-?: number }

export function toLimits({
  readers = 10_000,
  topicsPerReader = 200,
  topics = 10_000,
  snapshots = 50,
  bodyBytes = 65_536,
  queuedBytes = 1_048_576,
  streamMs = 3_600_000,
}: BridgeLimits = {}): Limits {
  return { readers, topicsPerReader, topics, snapshots, bodyBytes, queuedBytes, streamMs }
}
