import type { Clock } from './environment.js'
import type { Source } from './topic.js'

/** A change that is to be shown. */
export interface Change<Data> {
  /** The data shown before. */
  readonly before: Data | undefined
  readonly data: Data
  /** A feed's `data` before it was cut to its limit: nothing that was news is missing in it. */
  readonly whole: Data
}

/** The effect of a piece of news. */
export interface Outcome {
  readonly isChanged: boolean
  /** See `State.hasMoved`. */
  readonly hasMoved: boolean
  /** It is a piece of the whole: others may be missing. */
  readonly isPiece?: boolean
}

/** The newest data of one topic: whatever comes is merged, so that it never gets older. */
export interface Newest<Data> {
  get(): Data | undefined
  receive(next: Data, via: Source['via'], askedAt?: number): Outcome
  /** Puts the same news in another shape. */
  set(same: Data): void
  /** When it last moved, by the monotonic clock; -Infinity for never. */
  getMovedAt(): number
  /** Collects the changes since its last call. */
  collectChange(): Change<Data> | undefined
  /** How many items of a feed its readers want; 1 where it is no feed. */
  getLimit(): number
  /** Something may have been missed; answers whether that changes anything. */
  invalidate?(): boolean
}

/** `readers` say how many items of a feed they want. */
export type CreateNewest<Data> = {
  create(clock: Clock, readers: Iterable<{ readonly limit?: number | undefined }>): Newest<Data>
}['create']
