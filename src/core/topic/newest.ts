import type { Clock } from '../contract/environment.js'
import type { Watcher } from './liveTopicContract.js'
import type { Source, State, Topic } from '../contract/protocol.js'

/** A change that is to be shown. */
export interface Change<Data> {
  /** What was shown before. */
  readonly before: Data | undefined
  readonly data: Data
  /** Of a feed, `data` before it was cut to its limit: nothing that was news is missing in it. */
  readonly whole: Data
}

/** What a piece of news has done. */
export interface Outcome {
  readonly isChanged: boolean
  /** See `State.hasMoved`. */
  readonly hasMoved: boolean
  /** It is a piece of the whole: others may be missing. */
  readonly isPiece?: boolean
}

/** All that is known of one topic: whatever comes is merged, so that it never gets older. */
export interface Newest<Data> {
  get(): Data | undefined
  receive(next: Data, via: Source['via'], askedAt?: number): Outcome
  /** Puts the same news in another shape. */
  set(same: Data): void
  /** When it last moved, by the monotonic clock; -Infinity for never. */
  getMovedAt(): number
  /** What has changed since this was last asked. */
  collectChange(): Change<Data> | undefined
  /** How many items of a feed its watchers want. */
  getLimit?(): number
  /** Something may have been missed; answers whether that changes anything. */
  invalidate?(): boolean
}

export type CreateNewest<Data> = { create(clock: Clock, watchers: Iterable<Watcher>): Newest<Data> }['create']

export function createNewest<T extends Topic, Data>(
  state: Pick<State<T, Data>, 'hasMoved' | 'merge'>,
  clock: Clock,
): Newest<Data> {
  let data: Data | undefined
  let shown: Data | undefined
  let movedAt = -Infinity

  return {
    get: () => data,
    receive(next, via, askedAt) {
      const before = data
      const receivedAt = clock.now()
      data = state.merge(before, next, { via, receivedAt, askedAt, previousChangedAt: movedAt })
      const isChanged = data !== before
      const hasMoved = isChanged && (before === undefined || state.hasMoved(before, data))
      if (hasMoved) movedAt = receivedAt
      return { isChanged, hasMoved }
    },
    set(same) {
      data = same
    },
    getMovedAt: () => movedAt,
    collectChange() {
      const before = shown
      if (data === before || data === undefined) return undefined
      shown = data
      return { before, data, whole: data }
    },
  }
}
