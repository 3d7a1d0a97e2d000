import type { FeedData, BlockHeader } from '../contract/feed.js'
import { isWithin } from './intervals.js'

/** So many are kept, the newest: a re-organisation that is deeper is found by the items' own hashes. */
export const keptHeaders = 128

type Headers = Pick<FeedData<unknown>, 'headers' | 'covered' | 'contradicted'>

/**
 * An answer's headers replace those of the stretches that it covers, or contradicts.
 *
 * @param disputedFrom An item there is newer than the answer, and not in it: the list isn't known to be of that chain
 *   from there on, and is asked for again.
 */
export function mergeHeaders({ headers = [] }: Headers, next: Headers, disputedFrom: number): readonly BlockHeader[] {
  const replaced = [...next.covered, ...(next.contradicted ?? [])]
  const isKept = ({ height }: BlockHeader) => !replaced.some((part) => isWithin(height, part))
  const own = new Map([...headers.filter(isKept), ...(next.headers ?? [])].map((header) => [header.height, header]))
  return [...own.values()]
    .filter(({ height }) => height < disputedFrom)
    .sort((a, b) => a.height - b.height)
    .slice(-keptHeaders)
}
