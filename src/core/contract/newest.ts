import type { Clock } from './environment.js'
import type { TopicSource } from './status.js'
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
  /** It is an answer that says otherwise, for the first time: see `Source.isRepeated`. */
  readonly isDoubtful?: boolean
  /** It is a piece of the whole: others may be missing. */
  readonly isPiece?: boolean
}

/** A piece of news: how it came, and its effect. */
export interface Receipt extends Outcome {
  readonly via: Source['via']
  /** The way by which it came to whoever sent it on; `via` by default. */
  readonly by?: TopicSource['via'] | undefined
  /** A push that nothing is missing in. */
  readonly isWhole?: boolean
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
  /** How many bytes it takes to remember the topic with its data, roughly; 4 000 by default. */
  readonly getBytes?: (() => number) | undefined
  /** Something may have been missed; answers whether that changes anything. */
  invalidate?(): boolean
}

/** `readers` say how many items of a feed they want. */
export type CreateNewest<Data> = {
  create(clock: Clock, readers: Iterable<{ readonly limit?: number | undefined }>): Newest<Data>
}['create']
