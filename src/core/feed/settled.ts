import type { FeedChain, FeedHead } from '../contract/feed.js'

/** A service's index may be behind its newest block by a minute. A quarter more is for the clocks. */
const settledMs = 75_000

/** Says up to which block an answer has everything for certain, where the newest block was `head`. */
export type GetSettled = (chain: FeedChain, head: FeedHead, items: readonly FeedHead[]) => number

/**
 * Tells settled blocks by their age, which follows from what the chain itself signed: heads and items, earlier ones
 * too. Where none is old enough yet, the chain's pace says how many blocks before the oldest of them that is: blocks
 * after it may have come at any pace.
 */
export function createGetSettled(): GetSettled {
  /** By chain, the newest dated block that is settled, and those that came after it. */
  const dated = new Map<string | number, readonly FeedHead[]>()
  return ({ blockMs, id }, head, items) => {
    // A block that was replaced has its new date.
    const byHeight = new Map([...(dated.get(id) ?? []), ...items, head].map((block) => [block.height, block]))
    const seen = [...byHeight.values()]
      .filter(({ at }) => !Number.isNaN(at))
      .sort((a, b) => a.at - b.at || a.height - b.height)
    const settledAt = (Number.isNaN(head.at) ? (seen.at(-1)?.at ?? 0) : head.at) - settledMs
    while (seen[1] && seen[1].at <= settledAt) seen.shift()
    dated.set(id, seen)
    const { at, height } = seen[0] ?? { ...head, at: settledAt + settledMs }
    return height - Math.max(0, Math.ceil((at - settledAt) / blockMs))
  }
}
