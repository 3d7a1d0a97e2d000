import type { CreateNewest } from './newest.js'
import type { FetchContext } from './fetchContext.js'
import type { Topic } from './topic.js'

/** A feed's value, as plain JSON: what is known of a list that has no end. Positions are whole numbers: block heights, unix ms. */
export interface FeedData<Item> {
  /** Oldest first, each once. */
  readonly items: readonly Item[]
  /** Identities of those among `items` that the service has taken back. */
  readonly removed: readonly string[]
  /** Where nothing is missing, lowest first. What lies between is a gap. */
  readonly covered: readonly Interval[]
  /** Gaps that aren't asked for by themselves: they are too large, or nobody can be asked. */
  readonly left: readonly Interval[]
  /** Up to where the service was asked. What the socket brought beyond may have holes. */
  readonly checkedTo?: number
  /** Something may have been missed after the newest: the link was down, or the page asleep. */
  readonly isBroken: boolean
  /** Whether there is more before the first. */
  readonly hasOlder: boolean
  /** Whether older items were let go of, so that the list stays within its limit. */
  readonly isTrimmed?: boolean
}

/** A stretch of a feed as the service told it. */
export interface FeedAnswer<Item> {
  /** In any order. */
  readonly items: readonly Item[]
  /** Where the answer has everything, lowest first. */
  readonly covered: readonly Interval[]
  /** What it should have had, and has not: too large to be asked for. None by default. */
  readonly left?: readonly Interval[]
  /** Whether there is more before it. */
  readonly hasOlder: boolean
}

/** What the items of a feed mean: many, none lost, ordered, each once. */
export interface Feed<T extends Topic, Item> {
  identity(item: Item): string
  /** A whole number, in the order in which things happen. */
  position(item: Item): number
  /** Where the news of an item stood, if an answer may put it elsewhere: an answer that tells it has everything up to there. */
  heardAt?(item: Item): number | undefined
  /** Orders items of one position; as they came by default. */
  compare?(a: Item, b: Item): number
  /** Newest by the service's clock; `previous` itself where `next` adds nothing, undefined where it can't stand alone. `next` by default. */
  mergeItem?(previous: Item | undefined, next: Item): Item | undefined
  /** Whether an item that an answer leaves out has been taken back: a re-organised chain. False by default. */
  readonly vanishes?: boolean
  isItem(value: unknown): value is Item
  /** Asks for what is new, or for `asking.range`. Absent where the service can't be asked. */
  fetch?(topic: T, asking: FetchContext<FeedData<Item>>): Promise<FeedAnswer<Item>>
}

/** What the engine does with a feed besides merging. */
export interface FeedPieces<Data> {
  /** Keeps what is known of it. */
  readonly createNewest: CreateNewest<Data>
  /** What is known before anything is. */
  readonly empty: Data
  /** News that came together, as one piece: they are merged once a frame of the screen. */
  join(pieces: readonly Data[]): Data
  /** Keeps the newest. */
  trim(data: Data, limit: number): Data
  /** Whether an answer is of a stretch that was asked for by name: it is shown, and no event. */
  isHistory(answer: Data): boolean
  /** Something may have been missed since. */
  invalidate(data: Data): Data
  /**
   * What has happened between the two, as news, and which gaps were filled: a piece for those who know what was before.
   * Undefined where nothing has. A mere move of the end is nothing: it goes with the next piece, made from the same `before`.
   */
  diff(before: Data | undefined, after: Data): Data | undefined
  /** What another engine made, and `revive` has read: a piece, or an answer to whoever has `known`. Broken: it doesn't follow upon anything. */
  adopt(told: Data, isBroken: boolean, known?: Data): Data
}

/** Whole numbers from `from` to `to`, both included. */
export interface Interval {
  readonly from: number
  readonly to: number
}
