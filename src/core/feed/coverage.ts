import type { FeedData } from '../contract/feed.js'
import { getHoles, unite } from './intervals.js'
import type { Interval } from '../contract/feed.js'
import { isSameJson } from '../utils/json.js'

/** Everything of a feed's value but its items. */
export type FeedCoverage = Pick<FeedData<unknown>, 'covered' | 'left' | 'checkedTo' | 'isBroken' | 'hasOlder'>

/**
 * Joins what both cover.
 * `isNews`: `next` came over the link, and follows `previous` directly unless that is broken.
 */
export function mergeCoverage(previous: FeedCoverage, next: FeedCoverage, isNews: boolean): FeedCoverage {
  const [[start], [first], last] = [previous.covered, next.covered, next.covered.at(-1)]
  const covered = unite([
    ...previous.covered,
    ...next.covered,
    ...(isNews && first && last ? [getSpan(previous, first, last)] : []),
  ])
  const holes = getHoles(covered)
  const left = unite([...previous.left, ...next.left]).filter((part) =>
    holes.some(({ from, to }) => from <= part.to && part.from <= to),
  )
  const checkedTo = Math.max(previous.checkedTo ?? -Infinity, next.checkedTo ?? -Infinity)
  const isLower = first && (!start || first.from < start.from)
  return {
    covered: isSameJson(covered, previous.covered) ? previous.covered : covered,
    left: isSameJson(left, previous.left) ? previous.left : left,
    ...(checkedTo > -Infinity && { checkedTo }),
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

/** Gives up all before `from`. */
export function trimCoverage(coverage: FeedCoverage, from: number): FeedCoverage {
  const cut = (parts: FeedCoverage['covered']) =>
    parts.filter(({ to }) => to >= from).map((part) => ({ from: Math.max(part.from, from), to: part.to }))
  return { ...coverage, covered: cut(coverage.covered), left: cut(coverage.left), hasOlder: true }
}

/** Lets its last stretch reach up to `to`. */
export function extendCoverage(coverage: FeedCoverage, to: number): FeedCoverage {
  const last = coverage.covered.at(-1)
  return last ? { ...coverage, covered: [...coverage.covered, { from: last.to, to }] } : coverage
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
