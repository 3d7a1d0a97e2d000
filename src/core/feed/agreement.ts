import type { FeedData, Interval, ItemReader } from '../contract/feed.js'
import { isWithin } from './intervals.js'

/**
 * Compares answers with a list. They agree where both have the same items in the same blocks, and at least `least` of
 * them: fewer may agree by chance.
 */
export function createAgreement<Item>(
  { identity, position }: ItemReader<Item>,
  list: FeedData<Item>,
): (answered: readonly Item[], range: Interval, least: number) => boolean {
  const { covered, items, removed } = list
  const gone = new Set(removed)
  const present = items.filter((item) => !gone.has(identity(item)))
  return (answered, range, least) => {
    const toNames = (some: readonly Item[]) => {
      const isCovered = (at: number) => isWithin(at, range) && covered.some((part) => isWithin(at, part))
      return new Set(
        some.filter((item) => isCovered(position(item))).map((item) => `${position(item)} ${identity(item)}`),
      )
    }
    const [before, now] = [toNames(present), toNames(answered)]
    return before.size === now.size && now.size >= least && [...now].every((name) => before.has(name))
  }
}
