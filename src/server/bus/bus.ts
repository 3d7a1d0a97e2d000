import type { Topic } from '../../core/contract/topic.js'

/** One topic of one protocol's, as every instance knows it. */
export interface BusTopic {
  /** The protocol's id. */
  readonly protocol: string
  /** The protocol's key of the topic: unique within the protocol. */
  readonly key: string
  /** Plain JSON. */
  readonly topic: Topic
}

/** What became known of a topic, on its way to all instances. Plain JSON. */
export interface BusNews extends BusTopic {
  /** Of a state its merged value, of a feed a piece. */
  readonly data: unknown
  /** The instance whose engine has it already. Absent where every instance is to take it in: a webhook. */
  readonly from?: string
}

export interface BusEntry extends BusNews {
  /** Opaque, without spaces or line breaks. Ordered over all topics: see `BusMember.compare`. */
  readonly id: string
}

export interface BusEvents {
  /** Also of what this member published. */
  entry(entry: BusEntry): void
  /** The topics that the members want, all of them together; told again when they change. */
  wanted(topics: readonly BusTopic[]): void
  /** Whether it is this member that speaks to the service. */
  lease(protocol: string, isHeld: boolean): void
  /** The bus is away, or back. What was published meanwhile elsewhere is told after it is back. */
  degraded(isDegraded: boolean): void
  /** Entries may have passed this member by for good: its readers are to begin anew. */
  lost(): void
}

/** Of one topic, what came after a cursor. `expired`: some of it is forgotten, or the cursor isn't one of this bus. */
export type BusReplay = readonly BusEntry[] | 'expired'

/** One bridge's place at the bus. After `leave()` nothing is called any more. */
export interface BusMember {
  /** Resolves once the entry is safe: it will reach every member, and can be replayed. Rejects where the bus is away. */
  publish(news: BusNews): Promise<void>
  /** The newest entry's id, or what stands for "none yet": nothing that comes later is before it. Rejects where the bus is away. */
  getCursor(): Promise<string>
  /** What came after the cursor, of each topic, in the order of `topics`. A cursor may be anything that a stranger sent. Rejects where the bus is away. */
  replay(topics: readonly BusTopic[], after: string): Promise<readonly BusReplay[]>
  /** The order of two ids of this bus: negative where `a` was first. */
  compare(a: string, b: string): number
  /** All that this member's readers want; replaces what it wanted before. */
  want(topics: readonly BusTopic[]): void
  /** Asks to be the one who speaks to these services. `BusEvents.lease` tells, at once or later, and again when that changes. */
  lease(protocols: readonly string[]): void
  /** Gives up its wishes and its leases. What it answers resolves once the others know, or can't be told. */
  leave(): Promise<void> | void
}

/**
 * What the instances of a bridge share.
 *
 * - Every member is told every entry once, all in the same order, which is that of their ids.
 * - What is newest of each topic can be replayed, up to a bound.
 * - One member at a time holds the lease of a protocol; where it dies, another one takes over.
 * - While it is away members are told so, and afterwards go on where they stopped.
 */
export interface Bus {
  /** `instance` is unique to the member. Nothing is told before it has returned. */
  join(instance: string, on: BusEvents): BusMember
}
