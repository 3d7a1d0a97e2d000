import type { CreateNewest } from './newest.js'
import type { FetchContext } from './fetchContext.js'
import type { Topic } from './topic.js'

/**
 * A feed's value, as plain JSON: the part at hand of a list that has no end.
 * Positions are whole numbers: block heights, unix ms.
 */
export interface FeedData<Item> {
  /** Oldest first, each once. */
  readonly items: readonly Item[]
  /** Identities of those among `items` that the service has taken back. */
  readonly removed: readonly string[]
  /** Stretches in which nothing is missing, lowest first. Between them are gaps. */
  readonly covered: readonly Interval[]
  /** Gaps that aren't asked for by themselves: they are too large, or nobody can be asked. */
  readonly left: readonly Interval[]
  /** The service's answers were settled up to here: what is beyond may have holes, and is asked for again. */
  readonly checkedTo?: number
  /** Something may have been missed after the newest: the link was down, or the page asleep. */
  readonly isBroken: boolean
  /** Says that there is more before the first. */
  readonly hasOlder: boolean
  /** Says that older items were let go of, so that the list stays within its limit. */
  readonly isTrimmed?: boolean
  /** The service was asked up to here. */
  readonly askedTo?: number
  /** Blocks that the list was read with, lowest first, where the service tells hashes: the chain that it is of. */
  readonly headers?: readonly BlockHeader[]
  /** An answer's alone: stretches in which it contradicts the list before. They become gaps. */
  readonly contradicted?: readonly Interval[]
}

/** A service's answer for a stretch of a feed. */
export interface FeedAnswer<Item> {
  /** In any order. */
  readonly items: readonly Item[]
  /** Stretches in which the answer has everything that the service has, lowest first. */
  readonly covered: readonly Interval[]
  /** The newest block of the feed's `chain`, where the answer is for what is new. */
  readonly head?: FeedHead | undefined
  /** Stretches that it should have had, and has not: too large to be asked for. None by default. */
  readonly left?: readonly Interval[]
  /** Says that there is more before it. */
  readonly hasOlder: boolean
  /** Blocks that it was read with, lowest first. They replace what was known of the stretches that it covers. */
  readonly headers?: readonly BlockHeader[]
  /** Stretches in which it contradicts the list, and that it doesn't have. They become gaps. */
  readonly contradicted?: readonly Interval[]
}

/** A block, by its height and its hash. */
export interface BlockHeader {
  readonly height: number
  readonly hash: string
}

/** How far a long reading has come, in positions: blocks, or whatever the feed counts. */
export interface FeedProgress {
  readonly done: number
  readonly total: number
}

/** Tells how far the readings of topics have come. */
export interface FeedProgressSource<T extends Topic> {
  /** Undefined while nothing long is read. The same object until it changes. */
  get(topic: T): FeedProgress | undefined
  watch(listener: () => void): () => void
}

/** The newest block of a chain. */
export interface FeedHead {
  readonly height: number
  /** When it was signed, by the chain's clock in unix ms; NaN where nobody says. */
  readonly at: number
}

/** The pace of a chain. */
export interface FeedChain {
  readonly id: string | number
  /** From one block to the next, in ms; the shortest that is to be expected. */
  readonly blockMs: number
  /** How many blocks at the end may still be replaced by others, by all that is known. */
  readonly finalBlocks: number
}

/** The meaning of a feed's items: many, none lost, ordered, each once. */
export interface Feed<T extends Topic, Item> {
  identity(item: Item): string
  /** A whole number, in the order in which things happen. */
  position(item: Item): number
  /**
   * The position that the news of an item had, if an answer may put it elsewhere.
   * An answer with that item has everything up to there.
   */
  heardAt?(item: Item): number | undefined
  /** Orders items of one position; as they came by default. */
  compare?(a: Item, b: Item): number
  /**
   * The newer one by the service's clock; `next` by default.
   * `previous` itself where `next` adds nothing, undefined where `next` can't stand alone.
   */
  mergeItem?(previous: Item | undefined, next: Item): Item | undefined
  /** An item that an answer leaves out has been taken back, as by a re-organised chain. False by default. */
  readonly vanishes?: boolean
  /**
   * The chain whose blocks are the positions, where they are blocks. To have asked isn't to know then: the last
   * minute's blocks are asked for again, and so is, by ranges, what lies before an answer that contradicts the list.
   */
  chain?(topic: T): FeedChain
  /** When the item's block was signed, by the chain's clock in unix ms; NaN where nobody says. */
  signedAt?(item: Item): number
  isItem(value: unknown): value is Item
  /** Made by `createFeedProgress`. Absent where readings are short. */
  readonly progress?: FeedProgressSource<T>
  /** Asks for what is new, or for `context.range`. Absent where the service can't be asked. */
  fetch?(topic: T, context: FetchContext<FeedData<Item>>): Promise<FeedAnswer<Item>>
}

/** Reads any item's identity and position: the part of a feed that its lines and views need. */
export interface ItemReader<Item> extends Pick<Feed<Topic, Item>, 'identity' | 'position'> {}

/** The engine's work on a feed besides merging. */
export interface FeedPieces<Data> {
  /** Keeps its newest list. */
  readonly createNewest: CreateNewest<Data>
  /** The list before any news. */
  readonly empty: Data
  /** News that came together, as one piece: they are merged once a frame of the screen. */
  join(pieces: readonly Data[]): Data
  /** Keeps the newest. */
  trim(data: Data, limit: number): Data
  /** Recognises an answer for a stretch that was asked for by name: it is shown, and no event. */
  isHistory(answer: Data): boolean
  /** Something may have been missed since. */
  invalidate(data: Data): Data
  /**
   * Makes the changes between the two, and the gaps that were filled, into a piece for those who have `before`.
   * Undefined where nothing has changed. A mere move of the end is nothing: it goes with the next piece,
   * which is made from the same `before`.
   */
  diff(before: Data | undefined, after: Data): Data | undefined
  /**
   * Adopts data that another engine made, and `revive` has read: a piece, or an answer to whoever has `current`.
   * `isBroken`: it doesn't follow upon anything.
   */
  adopt(received: Data, isBroken: boolean, current?: Data): Data
}

/** Whole numbers from `from` to `to`, both included. */
export interface Interval {
  readonly from: number
  readonly to: number
}
