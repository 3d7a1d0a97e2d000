import type { FeedChain, FeedHead } from '../contract/feed.js'

/** A service's index may be behind its newest block by a minute. A quarter more is for the clocks. */
const settledMs = 75_000

/** Says up to which block an answer has everything for certain, where the newest block was `head`. */
export type GetSettled = (chain: FeedChain, head: FeedHead, items: readonly FeedHead[]) => number

/**
 * Tells settled blocks by their age, which follows from what the chain itself signed: an earlier head, or an item.
 * Where nothing is old enough yet, the chain's pace says how many blocks back that is.
 */
export function createGetSettled(): GetSettled {
  /** By chain, the newest head that is settled, and those that came after it. */
  const heads = new Map<string | number, readonly FeedHead[]>()
  return ({ blockMs, id }, head, items) => {
    const isSettled = ({ at }: FeedHead) => at <= head.at - settledMs
    const before = heads.get(id) ?? []
    const seen = head.at > (before.at(-1)?.at ?? -Infinity) ? [...before, head] : [...before]
    while (seen[1] && isSettled(seen[1])) seen.shift()
    heads.set(id, seen)
    const settled = [...seen, ...items].filter(isSettled).map(({ height }) => height)
    return settled.length > 0 ? settled.reduce((a, b) => Math.max(a, b)) : head.height - Math.ceil(settledMs / blockMs)
  }
}
