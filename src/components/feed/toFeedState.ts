import type { FeedContents } from './FeedContext.js'

/** What a feed's parts tell stylesheets and tools, as `data-order`, `data-paused`, `data-following` and so on. */
export type FeedState = {
  readonly order: string
  readonly paused: boolean
  /** Whether the reader is at the newest end, so that what comes is followed. */
  readonly following: boolean
  readonly pending: boolean
  readonly empty: boolean
}

export function toFeedState({ feed, order, tail }: Pick<FeedContents, 'feed' | 'order' | 'tail'>): FeedState {
  const { isPaused, isPending, rows } = feed
  return { order, paused: isPaused, following: tail.isFollowing, pending: isPending, empty: rows.count === 0 }
}
