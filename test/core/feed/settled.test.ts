import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeedHead } from '../../../src/core/contract/feed.js'
import { createGetSettled } from '../../../src/core/feed/settled.js'
import { checkProperty } from '../../support/property.js'

const pace = { id: 1, blockMs: 12_000, finalBlocks: 256 }
const settledMs = 75_000
/** A block is so much younger than the one before it: some come at once, others after minutes. */
const chain = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 250, max: 12_000 }), fc.constant(100_000)), {
    minLength: 2,
    maxLength: 80,
  })
  .map((gaps) => {
    let at = 1_000_000_000
    return gaps.map((gap, height): FeedHead => ({ height, at: (at += gap) }))
  })

test('No block that was dated is settled before it is old enough, at whatever pace its chain goes', () => {
  return checkProperty(
    fc.property(chain, fc.array(fc.nat(79), { minLength: 1, maxLength: 8 }), fc.nat(5), (blocks, drawn, count) => {
      const getSettled = createGetSettled()
      const heads = [...drawn].sort((a, b) => a - b).map((index) => blocks[index % blocks.length] as FeedHead)
      heads.sort((a, b) => a.height - b.height)
      const known = new Set<FeedHead>()
      for (const head of heads) {
        const items = blocks.slice(Math.max(0, head.height - count), head.height)
        for (const block of [...items, head]) known.add(block)
        const settledTo = getSettled(pace, head, items)
        const old = [...known].filter(({ at }) => at <= head.at - settledMs)
        const young = [...known].filter(({ at }) => at > head.at - settledMs)
        expect(young.every(({ height }) => height > settledTo)).toBe(true)
        // Each that is old enough is.
        expect(old.every(({ height }) => height <= settledTo)).toBe(true)
      }
    }),
  )
})

test('Where no block is old enough, the chain’s pace goes on from the oldest that is dated', () => {
  const getSettled = createGetSettled()
  const at = 1_000_000_000
  expect(getSettled(pace, { height: 100, at }, [])).toBe(93)
  // Thirty blocks at once, and another contract's log on the way.
  expect(getSettled(pace, { height: 130, at: at + 15_000 }, [{ height: 120, at: at + 10_000 }])).toBe(95)
  expect(getSettled(pace, { height: 131, at: at + settledMs }, [])).toBe(100)
  expect(getSettled(pace, { height: 140, at: at + settledMs + 10_000 }, [])).toBe(120)
})

test('Undated blocks are settled by their chain’s pace alone', () => {
  const getSettled = createGetSettled()
  expect(getSettled(pace, { height: 100, at: NaN }, [{ height: 99, at: NaN }])).toBe(93)
  expect(getSettled(pace, { height: 130, at: NaN }, [])).toBe(123)
})
