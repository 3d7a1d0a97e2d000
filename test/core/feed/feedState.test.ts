import { describe, expect, test } from 'vitest'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { createFeedState } from '../../../src/core/feed/feedState.js'
import { answer, how, log, piece } from '../support/feedNews.js'
import { createScriptedChain, type Log, toFeed } from '../support/scriptedChain.js'

const state = createFeedState(toFeed())
const places = ({ items, removed }: FeedData<Log>) =>
  items.map(({ block, id }) => `${id}@${block}${removed.includes(id) ? ' removed' : ''}`)

describe('An answer that is older than what the socket brought meanwhile', () => {
  const known = answer([log('a', 1), log('b', 2)], 0, 3)

  test('moves nothing back', () => {
    const moved = state.merge(known, piece(log('b', 4)), how('socket', 20))
    expect(places(state.merge(moved, answer([log('a', 1), log('b', 2)], 0, 4), how('poll', 30, 10)))).toEqual([
      'a@1',
      'b@4',
    ])
    expect(places(state.merge(moved, answer([log('a', 1), log('b', 2)], 0, 4), how('poll', 40, 25)))).toEqual([
      'a@1',
      'b@2',
    ])
  })

  test('takes nothing back', () => {
    const grown = state.merge(known, piece(log('c', 3)), how('socket', 20))
    expect(places(state.merge(grown, known, how('poll', 30, 10)))).toEqual(['a@1', 'b@2', 'c@3'])
    expect(places(state.merge(grown, known, how('poll', 40, 25)))).toEqual(['a@1', 'b@2', 'c@3 removed'])
  })
})

test('What was taken back and comes again is there again', () => {
  const known = answer([log('a', 1), log('b', 2)], 0, 3)
  const gone = state.merge(known, answer([log('a', 1)], 0, 3), how('poll', 2, 1))
  expect(places(gone)).toEqual(['a@1', 'b@2 removed'])
  expect(places(state.merge(gone, piece(log('b', 2)), how('socket', 3)))).toEqual(['a@1', 'b@2'])
  expect(places(state.merge(gone, known, how('poll', 4, 3)))).toEqual(['a@1', 'b@2'])
})

test('Only what an answer covers is taken back by it', () => {
  const known = answer([log('a', 1), log('b', 5)], 0, 6)
  expect(places(state.merge(known, answer([], 4, 6), how('poll', 2, 1)))).toEqual(['a@1', 'b@5 removed'])
})

test('An item that comes twice within a frame of the screen is there once, as it was told last', () => {
  const known = answer([log('a', 1)], 0, 1)
  const twice = state.pieces?.join([piece(log('b', 2)), piece(log('b', 3)), piece(log('a', 2)), piece(log('a', 4))])
  expect(twice && places(state.merge(known, twice, how('socket', 2)))).toEqual(['b@3', 'a@4'])
})

test('What others put into the cache adds what is missing, and changes nothing that is known', () => {
  const known = answer([log('a', 2), log('b', 3)], 1, 3)
  const seed = state.revive(JSON.parse(JSON.stringify(answer([log('z', 0), log('a', 1)], 0, 9))))
  const merged = seed && state.merge(known, seed, how('cache', 2))
  expect(merged && places(merged)).toEqual(['z@0', 'a@2', 'b@3'])
  expect(merged?.isBroken).toBe(false)
  expect(seed?.isBroken).toBe(true)
  expect(state.merge({ ...known, isBroken: true }, { ...known, isBroken: true }, how('cache', 2)).isBroken).toBe(true)
})

test('Of one moment, what was let go of is no news again, and what comes anew is', () => {
  const burst = ['a', 'b', 'c', 'd'].map((id) => log(id, 7))
  const shown = state.pieces!.trim(answer(burst, 0, 7), 2)
  expect(places(shown)).toEqual(['c@7', 'd@7'])
  expect(state.merge(shown, answer(burst, 0, 7), how('poll', 3, 2)).items).toBe(shown.items)
  const grown = state.merge(shown, answer([...burst, log('e', 7)], 0, 7), how('poll', 5, 4))
  expect(places(grown)).toEqual(['c@7', 'd@7', 'e@7'])
  const again = state.pieces!.trim(grown, 2)
  expect(state.merge(again, answer([...burst, log('e', 7)], 0, 7), how('poll', 7, 6)).items).toBe(again.items)
  const asked = state.merge(again, { ...answer([...burst, log('e', 7)], 0, 7), isBroken: true }, how('poll', 9, 8))
  expect(places(asked).sort()).toEqual(['a@7', 'b@7', 'c@7', 'd@7', 'e@7'])
})

test('What is no feed is not taken from the cache', () => {
  const good = JSON.parse(JSON.stringify(answer([log('a', 1)], 0, 1)))
  for (const junk of [
    undefined,
    null,
    [],
    {},
    { ...good, items: [{}] },
    { ...good, covered: [{ from: 'a', to: 1 }] },
    { ...good, covered: [null] },
    { ...good, left: undefined },
    { ...good, removed: [1] },
  ])
    expect(state.revive(junk)).toBeUndefined()
  for (const checkedTo of ['x', 9e15]) expect(state.revive({ ...good, checkedTo })?.checkedTo).toBeUndefined()
})

test('A piece does not say that nothing was missed: it is polled until an answer came', async () => {
  const chain = createScriptedChain()
  chain.service.failure = new Error('down')
  chain.watch()
  await chain.wait(1_000)
  chain.mine(1)
  await chain.wait(10_000)
  expect(chain.engine.topic(chain.topic).getShown().info.transport).toBe('polling')
  chain.service.failure = undefined
  await chain.wait(30_000)
  expect(chain.engine.topic(chain.topic).getShown().info.transport).toBe('socket')
})
