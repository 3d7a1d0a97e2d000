import type { FeedContents } from './FeedContext.js'

/** A feed's parts carry it for stylesheets and tools, as `data-order`, `data-paused`, `data-following` and so on. */
export interface FeedState {
  readonly order: string
  readonly paused: boolean
  /** True where the reader is at the newest end, so that the list follows what comes. */
  readonly following: boolean
  readonly pending: boolean
  readonly empty: boolean
}

export function toFeedState({ feed, order, tail }: Pick<FeedContents, 'feed' | 'order' | 'tail'>): FeedState {
  const { isPaused, isPending, rows } = feed
  return { order, paused: isPaused, following: tail.isFollowing, pending: isPending, empty: rows.count === 0 }
}
