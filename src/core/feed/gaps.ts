import type { FeedData } from '../contract/feed.js'
import { getHoles } from './intervals.js'

/** A stretch in which something may be missing. */
export interface FeedGap {
  /** In the feed's positions: blocks, or unix ms. Both are within the gap. */
  readonly from: number
  /** Undefined where it goes on until now. */
  readonly to: number | undefined
  /** Says that it is being asked for. Another may be loaded by name where the service can be asked. */
  readonly isPending: boolean
}

/** Finds the gaps, oldest first. */
export function getGaps({ covered, isBroken, left }: FeedData<unknown>, isPollable: boolean): readonly FeedGap[] {
  const end = covered.at(-1)
  const gaps = getHoles(covered).map(({ from, to }) => {
    const isLeft = left.some((part) => part.from <= from && to <= part.to)
    return { from, to, isPending: isPollable && !isLeft }
  })
  return isBroken && end ? [...gaps, { from: end.to + 1, to: undefined, isPending: isPollable }] : gaps
}
