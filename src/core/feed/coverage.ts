import type { FeedData } from '../contract/feed.js'
import { getHoles, subtract, unite } from './intervals.js'
import type { Interval } from '../contract/feed.js'
import { isSameJson } from '../utils/json.js'

/** Everything of a feed's value but its items. */
export type FeedCoverage = Pick<
  FeedData<unknown>,
  'covered' | 'left' | 'askedTo' | 'checkedTo' | 'isBroken' | 'hasOlder'
> &
  Pick<FeedData<unknown>, 'contradicted'>

/**
 * Joins what both cover.
 * `isNews`: `next` came over the link, and follows `previous` directly unless that is broken.
 */
export function mergeCoverage(previous: FeedCoverage, next: FeedCoverage, isNews: boolean): FeedCoverage {
  const [[start], [first], last] = [previous.covered, next.covered, next.covered.at(-1)]
  const { contradicted = [] } = next
  const covered = unite([
    ...subtract(previous.covered, contradicted),
    ...next.covered,
    ...(isNews && first && last ? [getSpan(previous, first, last)] : []),
  ])
  const holes = getHoles(covered)
  const left = unite([...previous.left, ...next.left, ...contradicted]).filter((part) =>
    holes.some(({ from, to }) => from <= part.to && part.from <= to),
  )
  const checkedTo = Math.max(previous.checkedTo ?? -Infinity, next.checkedTo ?? -Infinity)
  const askedTo = Math.max(previous.askedTo ?? -Infinity, next.askedTo ?? -Infinity)
  const isLower = first && (!start || first.from < start.from)
  return {
    covered: isSameJson(covered, previous.covered) ? previous.covered : covered,
    left: isSameJson(left, previous.left) ? previous.left : left,
    ...(checkedTo > -Infinity && { checkedTo }),
    ...(askedTo > -Infinity && { askedTo }),
    isBroken: previous.isBroken && next.isBroken,
    hasOlder: isLower ? next.hasOlder : previous.hasOlder,
  }
}

/**
 * One link brings everything in order: nothing is missing between its news.
 * Nor is anything missing between them and the list before them, unless that is broken.
 */
function getSpan({ covered, isBroken }: FeedCoverage, first: Interval, last: Interval): Interval {
  const end = covered.at(-1)
  return { from: end && !isBroken ? Math.min(end.to, last.to) : first.from, to: last.to }
}

/** Has all from there on asked for again. */
export function uncheckFrom(coverage: FeedCoverage, from: number): FeedCoverage {
  const { checkedTo } = coverage
  return checkedTo !== undefined && from <= checkedTo ? { ...coverage, checkedTo: from - 1 } : coverage
}

/** Leaves out all before `from`. */
export function cutCoverage(coverage: FeedCoverage, from: number): FeedCoverage {
  return { ...coverage, covered: cut(coverage.covered, from), left: cut(coverage.left, from), hasOlder: true }
}

/**
 * Gives up all before `from`, where the first item stands that is kept. The gap next to it stays until it is read: it
 * reaches up to that item, and isn't asked for by itself. A block before it stays, too, so that it is seen as a gap.
 */
export function trimCoverage(coverage: FeedCoverage, from: number): FeedCoverage {
  const gap = getHoles(coverage.covered)
    .filter((hole) => hole.from < from)
    .at(-1)
  const kept = cut(coverage.covered, from)
  const before = gap ? [{ from: gap.from - 1, to: gap.from - 1 }] : []
  const left = gap ? [{ from: gap.from, to: from - 1 }] : []
  return {
    ...coverage,
    // Where nothing is settled from there on, its beginning is known all the same.
    covered: [...before, ...(kept.length > 0 ? kept : [{ from, to: from }])],
    left: unite([...cut(coverage.left, gap?.from ?? from), ...left]),
    hasOlder: true,
  }
}

function cut(parts: readonly Interval[], from: number): readonly Interval[] {
  return parts.filter(({ to }) => to >= from).map((part) => ({ from: Math.max(part.from, from), to: part.to }))
}

/** Lets its last stretch reach up to `to`. */
export function extendCoverage(coverage: FeedCoverage, to: number): FeedCoverage {
  const last = coverage.covered.at(-1)
  return last ? { ...coverage, covered: [...coverage.covered, { from: last.to, to }] } : coverage
}

/** Finds the lowest position that the list is still asked for: a trimmed one takes nothing before its first item. */
export function getLowest<Item>(
  { covered, isTrimmed, items }: FeedData<Item>,
  position: (item: Item) => number,
): number {
  return Math.max(covered[0]?.from ?? 0, isTrimmed && items[0] ? position(items[0]) : 0)
}

/** Says from where to ask, so that nothing is missed: a request begins `overlap` before the end of what was checked. */
export function getAskFrom(coverage: FeedCoverage, overlap: number): number | undefined {
  const { checkedTo, covered, left } = coverage
  const isPending = ({ from, to }: { from: number; to: number }) =>
    !left.some((part) => part.from <= from && to <= part.to)
  const [gap] = getHoles(covered).filter(isPending)
  const from = Math.min(checkedTo ?? Infinity, gap?.from ?? Infinity)
  return from < Infinity ? Math.max(0, from - overlap) : undefined
}
