import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FeedData, toFeedPiece } from '../../src/core/feed.js'
import { createFeedState } from '../../src/core/feedState.js'
import type { Provenance } from '../../src/core/protocol.js'
import { type Log, toFeed } from './support/scriptedChain.js'

const state = createFeedState(toFeed())
const log = (id: string, block: number): Log => ({ id, block, nth: 0 })
const answer = (items: readonly Log[], from: number, to: number): FeedData<Log> => ({
  ...toFeedPiece(items, ({ block }) => block),
  covered: [{ from, to }],
  checkedTo: to,
  isBroken: false,
})
const how = (via: Provenance['via'], at: number, askedAt?: number): Provenance => ({
  via,
  receivedAt: at,
  askedAt,
  previousChangedAt: -Infinity,
})

/** What one engine tells another, over the wire. */
function tell(before: FeedData<Log> | undefined, after: FeedData<Log>, to: FeedData<Log>, at = 50): FeedData<Log> {
  const piece = state.pieces?.diff(before, after)
  if (!piece) return to
  const read = state.revive(JSON.parse(JSON.stringify(piece)))
  if (!read) throw new Error('unreadable')
  return state.merge(to, state.pieces?.adopt(read, piece.isBroken) ?? read, how('socket', at))
}

test('what one engine learns by whatever way, another one knows by its pieces: news, what is taken back, and what is there again', () => {
  const first = answer([log('a', 1), log('b', 2)], 0, 3)
  const second = state.merge(first, answer([log('a', 1), log('c', 4)], 0, 5), how('poll', 2, 1))
  expect(second.removed).toEqual(['b'])
  const third = state.merge(
    second,
    toFeedPiece([log('b', 2)], ({ block }) => block),
    how('socket', 3),
  )
  let other = tell(first, second, first, 10)
  expect([other.items, other.removed]).toEqual([second.items, ['b']])
  other = tell(second, third, other, 11)
  expect([other.items, other.removed]).toEqual([third.items, []])
  expect(state.pieces?.diff(third, third)).toBeUndefined()
})

test('pieces of one frame that add, take back and add again end as the last one says', () => {
  const item = log('a', 1)
  const piece = toFeedPiece([item], ({ block }) => block)
  const gone = { ...toFeedPiece<Log>([], ({ block }) => block), removed: ['a'] }
  const known = answer([], 0, 0)
  const merge = (...pieces: FeedData<Log>[]) =>
    state.merge(known, state.pieces?.join(pieces) ?? known, how('socket', 9)).removed
  expect(merge(piece, gone)).toEqual(['a'])
  expect(merge(piece, gone, piece)).toEqual([])
})

test('a hole of the one is a hole of the other, and none is made up', () => {
  const first = answer([log('a', 1)], 0, 3)
  const holed = state.merge(first, { ...answer([log('z', 20)], 18, 20), left: [] }, how('poll', 2, 1))
  expect(holed.covered).toEqual([
    { from: 0, to: 3 },
    { from: 18, to: 20 },
  ])
  expect(tell(first, holed, first).covered).toEqual(holed.covered)
  const whole = state.merge(
    first,
    toFeedPiece([log('b', 9)], ({ block }) => block),
    how('socket', 2),
  )
  expect(tell(first, whole, first).covered).toEqual([{ from: 0, to: 9 }])
})

test('what an answer of another engine leaves open, nobody asks for by himself', () => {
  const known = answer([log('a', 1)], 0, 3)
  const told = state.pieces?.adopt(answer([log('z', 20)], 18, 20), false, known)
  expect(told?.left).toEqual([{ from: 4, to: 17 }])
})

test('whatever happens to one engine, another that is told every piece has the same items and marks', () => {
  const step = fc.record({
    via: fc.constantFrom<'socket' | 'poll'>('socket', 'poll'),
    blocks: fc.uniqueArray(fc.nat({ max: 12 }), { maxLength: 5 }),
    to: fc.integer({ min: 6, max: 12 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let one = answer([], 0, 0)
      let other = one
      steps.forEach(({ blocks, to, via }, index) => {
        const at = 10 * (index + 1)
        const items = blocks.filter((block) => via === 'socket' || block <= to).map((block) => log(`${block}`, block))
        const next = via === 'socket' ? toFeedPiece(items, ({ block }) => block) : answer(items, 0, to)
        const before = one
        one = state.merge(before, next, how(via, at, at - 1))
        other = tell(before, one, other, at)
        expect(other.items).toEqual(one.items)
        expect([...other.removed].sort()).toEqual([...one.removed].sort())
      })
    }),
  )
})
