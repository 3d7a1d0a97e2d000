import type { Topic } from '../../core/contract/topic.js'

/** One topic of one protocol, as all instances identify it. */
export interface BusTopic {
  /** The protocol's id. */
  readonly protocol: string
  /** The protocol's key of the topic: unique within the protocol. */
  readonly key: string
  /** Plain JSON. */
  readonly topic: Topic
}

/** An update of a topic, on its way to all instances. Plain JSON. */
export interface BusNews extends BusTopic {
  /** A state's merged value, or a piece of a feed. */
  readonly data: unknown
  /** The instance whose engine has the data already. Absent for a webhook, which every instance receives. */
  readonly from?: string
  /** The instance that published a webhook's news: it recognises its own entry. */
  readonly publisher?: string
}

export interface BusEntry extends BusNews {
  /** Opaque, without spaces or line breaks. Ids are ordered over all topics: see `BusMember.compare`. */
  readonly id: string
}

export interface BusEvents {
  /** Receives every entry, also those that this member published. */
  entry(entry: BusEntry): void
  /** Receives the topics that all members together want, and again after each change. */
  wanted(topics: readonly BusTopic[]): void
  /** This member gets, or loses, the lease: only its holder speaks to the service. */
  lease(protocol: string, isHeld: boolean): void
  /** The bus is away, and why, or back. Entries that others published meanwhile follow once it is back. */
  degraded(isDegraded: boolean, cause?: unknown): void
  /** Entries may be lost for this member: its readers must begin anew. */
  lost(): void
  /** Receives what another member has sent; its own messages may come, too. A bus without `send` never calls it. */
  message?(message: unknown): void
}

/** One topic's entries after a cursor. `expired`: some are forgotten, or the cursor isn't one of this bus. */
export type BusReplay = readonly BusEntry[] | 'expired'

/** One bridge on the bus. After `leave()` none of its `BusEvents` is called. */
export interface BusMember {
  /** Resolves once the entry is safe: each member will get it, and can replay it. Rejects while the bus is away. */
  publish(news: BusNews): Promise<void>
  /**
   * Reads the newest entry's id, or an id that stands for "none yet": no later entry is before it, and this member has
   * been told every entry up to it. Rejects while the bus is away.
   */
  getCursor(): Promise<string>
  /**
   * Reads the entries after the cursor, in the order of `topics`. The cursor may be any text that a stranger sent.
   * Rejects while the bus is away.
   */
  replay(topics: readonly BusTopic[], after: string): Promise<readonly BusReplay[]>
  /** Compares two ids of this bus: negative where `a` was first. */
  compare(a: string, b: string): number
  /** Sets all topics that this member's readers want, in place of those before. */
  want(topics: readonly BusTopic[]): void
  /** Requests the leases of these protocols. `BusEvents.lease` answers, at once or later, and after each change. */
  lease(protocols: readonly string[]): void
  /**
   * Sends a message to all members: plain JSON that no cursor replays, and that may get lost.
   * Without it, pages learn only from the instance with the lease if a service can be reached.
   */
  send?(message: unknown): void
  /** Gives up its interests and its leases. Resolves once the other members know, or can't be reached. */
  leave(): Promise<void> | void
}

/**
 * Connects the instances of a bridge.
 *
 * - Every member gets every entry once, in the order of the ids, which is the same for all.
 * - The newest entries of each topic can be replayed, up to a bound.
 * - One member at a time holds the lease of a protocol; when it dies, another one takes over.
 * - Members learn when the bus is away, and afterwards continue where they stopped.
 */
export interface Bus {
  /** `instance` is unique to the member. No event is called before this returns. */
  join(instance: string, on: BusEvents): BusMember
}
