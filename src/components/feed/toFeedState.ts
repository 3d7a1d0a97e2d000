import type { FeedContents } from './FeedContext.js'

/** A feed's parts carry it for stylesheets and tools, as `data-order`, `data-paused`, `data-following` and so on. */
export interface FeedState {
  /** Which end the newest items stand at. */
  readonly order: FeedContents['order']
  /** The rows stay as they are, by the reader's wish. */
  readonly paused: boolean
  /** True where the reader is at the newest end, so that the list follows what comes. */
  readonly following: boolean
  /** Nothing has been answered yet. */
  readonly pending: boolean
  /** There are no rows. */
  readonly empty: boolean
}

export function toFeedState({ feed, order, tail }: Pick<FeedContents, 'feed' | 'order' | 'tail'>): FeedState {
  const { isPaused, isPending, rows } = feed
  return { order, paused: isPaused, following: tail.isFollowing, pending: isPending, empty: rows.count === 0 }
}
