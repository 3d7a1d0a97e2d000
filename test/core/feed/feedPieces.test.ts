import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffFeed } from '../../../src/core/feed/diffFeed.js'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { toFeedPiece } from '../../../src/core/feed/toFeedPiece.js'
import { createFeedState } from '../../../src/core/feed/feedState.js'
import { getHoles, unite } from '../../../src/core/feed/intervals.js'
import { answer, how, log } from '../support/feedNews.js'
import { type Log, toFeed } from '../support/scriptedChain.js'
import { checkProperty } from '../../support/property.js'

const state = createFeedState(toFeed())

/** What one engine tells another, over the wire. */
function tell(before: FeedData<Log> | undefined, after: FeedData<Log>, to: FeedData<Log>, at = 50): FeedData<Log> {
  const piece = state.pieces?.diff(before, after)
  if (!piece) return to
  const read = state.revive(JSON.parse(JSON.stringify(piece)))
  if (!read) throw new Error('unreadable')
  return state.merge(to, state.pieces?.adopt(read, piece.isBroken) ?? read, how('socket', at))
}

test('What one engine learns by whatever way, another one knows by its pieces: also what is taken back', () => {
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

test('Pieces of one frame that add, take back and add again end as the last one says', () => {
  const item = log('a', 1)
  const piece = toFeedPiece([item], ({ block }) => block)
  const gone = { ...toFeedPiece<Log>([], ({ block }) => block), removed: ['a'] }
  const known = answer([], 0, 0)
  const merge = (...pieces: FeedData<Log>[]) =>
    state.merge(known, state.pieces?.join(pieces) ?? known, how('socket', 9)).removed
  expect(merge(piece, gone)).toEqual(['a'])
  expect(merge(piece, gone, piece)).toEqual([])
})

test('A hole of the one is a hole of the other, and none is made up', () => {
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

test('What an answer of another engine leaves open, nobody asks for by himself', () => {
  const known = answer([log('a', 1)], 0, 3)
  const received = state.pieces?.adopt(answer([log('z', 20)], 18, 20), false, known)
  expect(received?.left).toEqual([{ from: 4, to: 17 }])
})

test('Whatever happens to one engine, another that is told every piece has the same items and marks', () => {
  const step = fc.record({
    via: fc.constantFrom<'socket' | 'poll'>('socket', 'poll'),
    blocks: fc.uniqueArray(fc.nat({ max: 12 }), { maxLength: 5 }),
    to: fc.integer({ min: 6, max: 12 }),
  })
  checkProperty(
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

test('A hole that was filled is told: with what was in it, and where nothing was', () => {
  const first = answer([log('a', 1)], 0, 3)
  const holed = state.merge(first, answer([log('z', 20)], 18, 20), how('poll', 2, 1))
  const range = (items: readonly Log[], from: number, to: number) => ({ ...answer(items, from, to), isBroken: true })
  const nearly = state.merge(holed, range([log('m', 9)], 8, 17), how('poll', 4, 3))
  expect(tell(holed, nearly, holed)).toMatchObject({ items: nearly.items, covered: nearly.covered })
  const whole = state.merge(nearly, range([], 4, 7), how('poll', 6, 5))
  const piece = state.pieces?.diff(nearly, whole)
  expect(piece).toMatchObject({
    items: [],
    removed: [],
    covered: [
      { from: 4, to: 7 },
      { from: 20, to: 20 },
    ],
  })
  const received = tell(nearly, whole, nearly)
  expect(received.covered).toEqual([{ from: 0, to: 20 }])
  // It is no event.
  expect(diffFeed(nearly, received, ({ id }) => id)).toBeUndefined()
})

test('A piece follows upon nothing where nobody knows what was before it, or what is missing since', () => {
  const first = answer([log('a', 1)], 0, 3)
  expect(state.pieces?.diff(undefined, first)?.isBroken).toBe(true)
  const broken = { ...first, isBroken: true }
  const fuller = state.merge(broken, { ...answer([log('b', 2)], 0, 3), isBroken: true }, how('poll', 2, 1))
  expect(state.pieces?.diff(broken, fuller)?.isBroken).toBe(true)
  expect(tell(broken, fuller, broken).isBroken).toBe(true)
  expect(state.pieces?.diff(first, { ...fuller, isBroken: false })?.isBroken).toBe(false)
})

test('A hole that came with nothing in it is told at once, so that it can be told filled', () => {
  const first = answer([log('a', 1)], 0, 3)
  const holed = state.merge(first, answer([], 18, 20), how('poll', 2, 1))
  expect(tell(first, holed, first).covered).toEqual(holed.covered)
})

test('An end that has moved with nothing in it is told with the next news', () => {
  const first = answer([log('a', 1)], 0, 3)
  const later = state.merge(first, answer([log('a', 1)], 0, 30), how('poll', 2, 1))
  expect(state.pieces?.diff(first, later)).toBeUndefined()
  const news = state.merge(
    later,
    toFeedPiece([log('b', 31)], ({ block }) => block),
    how('socket', 3),
  )
  expect(tell(first, news, first).covered).toEqual([{ from: 0, to: 31 }])
})

const happened = fc.oneof(
  // What the service has by then is told by the link, unless it is down.
  { weight: 3, arbitrary: fc.record({ type: fc.constant('news' as const), isHeard: fc.boolean() }) },
  fc.record({ type: fc.constant('quiet' as const), blocks: fc.nat({ max: 6 }) }),
  fc.record({ type: fc.constant('poll' as const), depth: fc.nat({ max: 15 }) }),
  // Of the first hole, from there on and so much of it.
  fc.record({ type: fc.constant('fill' as const), skipped: fc.nat({ max: 3 }), length: fc.nat({ max: 8 }) }),
  fc.record({ type: fc.constant('trim' as const), limit: fc.integer({ min: 1, max: 6 }) }),
  fc.constantFrom({ type: 'break' as const }, { type: 'lost' as const }, { type: 'snapshot' as const }),
)

test('An engine that is told every piece of another knows no more than the service told, and has no gap it has filled', () => {
  checkProperty(
    fc.property(fc.array(happened, { maxLength: 25 }), fc.boolean(), (steps, isToldAtOnce) => {
      const { pieces } = state
      if (!pieces) throw new Error('no feed')
      let head = 3
      const truth: Log[] = [log('l1', 1)]
      const within = (from: number, to: number) => truth.filter(({ block }) => from <= block && block <= to)
      let one = answer([...truth], 0, head)
      let other = one
      /** What the other one was told last. */
      let base = one
      /** All that the one has ever covered. */
      let ever = one.covered
      const inbox: FeedData<Log>[] = []
      let at = 10

      function tellOther() {
        if (inbox.length > 0) other = state.merge(other, pieces?.join(inbox.splice(0)) ?? other, how('socket', at))
        for (const item of other.items) expect(truth).toContainEqual(item)
        expect(unite([...ever, ...other.covered])).toEqual(ever)
      }

      function change(next: FeedData<Log>) {
        one = next
        ever = unite([...ever, ...one.covered])
        const piece = pieces?.diff(base, one)
        if (!piece) return
        base = one
        const read = state.revive(JSON.parse(JSON.stringify(piece)))
        if (!read || !pieces) throw new Error('unreadable')
        inbox.push(pieces.adopt(read, piece.isBroken))
        if (isToldAtOnce) tellOther()
      }

      function take(): void {
        const read = state.revive(JSON.parse(JSON.stringify(one)))
        if (!read || !pieces) throw new Error('unreadable')
        tellOther()
        other = state.merge(other, pieces.adopt(read, one.isBroken, other), how('poll', at, at - 1))
      }

      for (const step of steps) {
        at += 10
        if (step.type === 'snapshot') take()
        else if (step.type === 'lost') {
          // What was under way, and it notices.
          inbox.length = 0
          other = pieces.invalidate(other)
        } else if (step.type === 'quiet') head += step.blocks
        else if (step.type === 'break') one = pieces.invalidate(one)
        else if (step.type === 'trim') one = pieces.trim(one, step.limit)
        else if (step.type === 'news') {
          head += 1
          const item = log(`l${head}`, head)
          truth.push(item)
          if (step.isHeard)
            change(
              state.merge(
                one,
                toFeedPiece([item], ({ block }) => block),
                how('socket', at),
              ),
            )
          else one = pieces.invalidate(one)
        } else {
          const [hole] = getHoles(one.covered)
          if (step.type === 'fill' && !hole) continue
          const from = step.type === 'poll' ? Math.max(0, head - step.depth) : (hole?.from ?? 0) + step.skipped
          const to = step.type === 'poll' ? head : Math.min(hole?.to ?? 0, from + step.length)
          if (from > to) continue
          const received = { ...answer(within(from, to), from, to), isBroken: step.type === 'fill' }
          change(state.merge(one, received, how('poll', at, at - 1)))
        }
      }
      tellOther()
      at += 10
      change(state.merge(one, answer(within(0, head), 0, head), how('poll', at, at - 1)))
      // After a break, a snapshot is always taken.
      if (steps.some(({ type }) => type === 'lost')) take()
      tellOther()
      // What was let go of isn't asked for: the gap next to the first item stays.
      const first = one.isTrimmed ? (one.items[0]?.block ?? 0) : 0
      expect(getHoles(one.covered).filter(({ to }) => to >= first)).toEqual([])
      // What the one has let go of with its hole, it doesn't fill any more.
      expect(getHoles(other.covered).filter(({ to }) => to >= Math.max(first, one.covered[0]?.from ?? 0))).toEqual([])
    }),
  )
})
