import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffFeed } from '../../../src/core/feed/diffFeed.js'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { toFeedPiece } from '../../../src/core/feed/toFeedPiece.js'
import { extendCoverage, getAskFrom, mergeCoverage } from '../../../src/core/feed/coverage.js'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { createFeedRows } from '../../../src/core/feed/feedRows.js'
import { getHoles, intersect, isWithin, unite } from '../../../src/core/feed/intervals.js'
import type { Interval } from '../../../src/core/contract/feed.js'
import { checkProperty } from '../../support/property.js'

interface Item {
  readonly id: string
  readonly at: number
}

const item = (at: number, id = `i${at}`): Item => ({ id, at })
const meaning = { identity: ({ id }: Item) => id, position: ({ at }: Item) => at }
const list = (items: readonly Item[], more: Partial<FeedData<Item>> = {}): FeedData<Item> => ({
  ...toFeedPiece(items, meaning.position),
  isBroken: false,
  ...more,
})

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

const interval = fc
  .tuple(fc.nat({ max: 40 }), fc.nat({ max: 6 }))
  .map(([from, length]) => ({ from, to: from + length }))

describe('Intervals', () => {
  test('unite to those that hold the same numbers, and have a hole between each two', () => {
    checkProperty(
      fc.property(fc.array(interval), (intervals) => {
        const united = unite(intervals)
        for (let at = 0; at < 50; at += 1)
          expect(united.some((part) => isWithin(at, part))).toBe(intervals.some((part) => isWithin(at, part)))
        for (const hole of getHoles(intervals)) {
          expect(hole.to).toBeGreaterThanOrEqual(hole.from)
          for (let at = hole.from; at <= hole.to; at += 1) expect(united.some((part) => isWithin(at, part))).toBe(false)
        }
        expect(getHoles(intervals)).toHaveLength(Math.max(0, united.length - 1))
      }),
    )
  })
})

test('Intervals have in common what lies in both', () => {
  checkProperty(
    fc.property(fc.array(interval), fc.array(interval), (some, others) => {
      const isIn = (parts: readonly Interval[], at: number) => parts.some((part) => isWithin(at, part))
      for (let at = 0; at < 50; at += 1)
        expect(isIn(intersect(some, others), at)).toBe(isIn(some, at) && isIn(others, at))
    }),
  )
})

describe('Coverage', () => {
  const known = list([item(5)], { covered: [{ from: 0, to: 10 }], checkedTo: 10 })

  test('reaches further, up to where it is told, and no nearer', () => {
    expect(unite(extendCoverage(known, 14).covered)).toEqual([{ from: 0, to: 14 }])
    expect(unite(extendCoverage(known, 10).covered)).toEqual([{ from: 0, to: 10 }])
    const nothing = list([], { covered: [] })
    expect(extendCoverage(nothing, 14)).toBe(nothing)
  })

  test('news of one link leave no hole, unless it broke', () => {
    const news = toFeedPiece([item(14), item(20)], meaning.position)
    expect(mergeCoverage(known, news, true).covered).toEqual([{ from: 0, to: 20 }])
    expect(mergeCoverage({ ...known, isBroken: true }, news, true)).toMatchObject({
      covered: [
        { from: 0, to: 10 },
        { from: 14, to: 20 },
      ],
      isBroken: false,
    })
  })

  test('an answer covers what it says, and closes what it covers', () => {
    const holed = { ...known, covered: [...known.covered, { from: 14, to: 20 }], left: [{ from: 11, to: 13 }] }
    const answer = { ...known, covered: [{ from: 8, to: 25 }], checkedTo: 25 }
    expect(mergeCoverage(holed, answer, false)).toMatchObject({
      covered: [{ from: 0, to: 25 }],
      left: [],
      checkedTo: 25,
    })
  })

  test('is asked for from what was checked, or from the first hole that nobody gave up', () => {
    const holed = { ...known, covered: [...known.covered, { from: 60, to: 70 }, { from: 90, to: 99 }], checkedTo: 80 }
    expect(getAskFrom(known, 3)).toBe(7)
    expect(getAskFrom(known, 30)).toBe(0)
    expect(getAskFrom(holed, 3)).toBe(8)
    expect(getAskFrom({ ...holed, left: [{ from: 11, to: 59 }] }, 3)).toBe(68)
    expect(getAskFrom(list([]), 3)).toBeUndefined()
  })

  test('gaps are pending while somebody can be asked, and the last one goes on until now', () => {
    const holed = list([], { covered: [known.covered[0] ?? { from: 0, to: 0 }, { from: 20, to: 30 }], isBroken: true })
    expect(getGaps(holed, true)).toEqual([
      { from: 11, to: 19, isPending: true },
      { from: 31, to: undefined, isPending: true },
    ])
    expect(getGaps({ ...holed, left: [{ from: 11, to: 19 }] }, true)[0]).toMatchObject({ isPending: false })
    expect(getGaps(holed, false).map(({ isPending }) => isPending)).toEqual([false, false])
  })
})

describe('Rows', () => {
  const gaps = [
    { from: 3, to: 4, isPending: true },
    { from: 8, to: undefined, isPending: false },
  ]
  const rows = (isNewestFirst: boolean) => {
    const items = [item(1), item(2), item(5), item(7)]
    const made = createFeedRows(meaning, { items, gaps, removed: ['i5'], isNewestFirst, toShown: ({ id }) => id })
    return Array.from({ length: made.count }, (_, index) => made.get(index))
  }
  const toText = (row: ReturnType<typeof rows>[number]) =>
    row?.type === 'gap' ? `gap ${row.gap.from}` : `${row?.item}${row?.isRemoved ? ' removed' : ''}`

  test('have each gap where it belongs, in either order', () => {
    expect(rows(false).map(toText)).toEqual(['i1', 'i2', 'gap 3', 'i5 removed', 'i7', 'gap 8'])
    expect(rows(true).map(toText)).toEqual(['gap 8', 'i7', 'i5 removed', 'gap 3', 'i2', 'i1'])
  })

  test('have a key each, and end where they end', () => {
    expect(new Set(rows(true).map((row) => row?.key)).size).toBe(6)
    const made = createFeedRows(meaning, { items: [], gaps: [], removed: [], isNewestFirst: true, toShown: String })
    expect([made.count, made.get(0), made.get(-1)]).toEqual([0, undefined, undefined])
  })
})

describe('What has happened', () => {
  test('is told of any two lists: what is new, what is other, what is gone, and nothing else', () => {
    const items = fc.uniqueArray(fc.record({ at: fc.nat({ max: 9 }), id: fc.constantFrom(...names) }), {
      selector: ({ id }) => id,
    })
    checkProperty(
      fc.property(items, items, fc.subarray(names), fc.subarray(names), (old, added, gone, isGone) => {
        const before = list(old, { removed: gone })
        const kept = old.filter(({ id }) => !added.some((other) => other.id === id))
        const now = [...kept, ...added]
        const removed = isGone.filter((id) => now.some((other) => other.id === id))
        const changes = diffFeed(before, list(now, { removed }), meaning.identity)
        const ids = (of: readonly Item[] = []) => new Set(of.map(({ id }) => id))
        const known = ids(old)
        const back = now.filter(({ id }) => known.has(id) && gone.includes(id) && !removed.includes(id))
        expect(ids(changes?.replaced)).toEqual(ids(added.filter(({ id }) => known.has(id))))
        expect(ids(changes?.added)).toEqual(
          new Set(
            [...added.filter(({ id }) => !known.has(id)), ...back.filter((one) => !added.includes(one))].map(
              ({ id }) => id,
            ),
          ),
        )
        expect(ids(changes?.removed)).toEqual(new Set(removed.filter((id) => !gone.includes(id))))
      }),
    )
  })

  test('of equal lists is nothing', () => {
    const before = list([item(1), item(2)])
    expect(diffFeed(before, { ...before, checkedTo: 9 }, meaning.identity)).toBeUndefined()
  })
})
