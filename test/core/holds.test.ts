import { expect, test } from 'vitest'
import { createHolds } from '../../src/core/holds.js'
import { createTestEnvironment } from '../support/environment.js'

function start() {
  const { clock, environment, timers } = createTestEnvironment()
  const changes: string[] = []
  const holds = createHolds<string>(environment.clock, 3_000, () => changes.push([...holds.held.keys()].join(' ')))
  return { changes, clock, holds, timers }
}

test('what is held is held at once, and let go a grace after its last release', () => {
  const { changes, clock, holds, timers } = start()
  const releases = [holds.hold('a', 'A'), holds.hold('a', 'A'), holds.hold('b', 'B')]
  expect([changes, [...holds.held]]).toEqual([
    ['a', 'a b'],
    [
      ['a', 'A'],
      ['b', 'B'],
    ],
  ])
  releases[0]?.()
  clock.advance(10_000)
  expect([changes.length, timers()]).toEqual([2, 0])
  releases[1]?.()
  clock.advance(2_999)
  expect(changes).toHaveLength(2)
  clock.advance(1)
  expect([changes.at(-1), timers()]).toEqual(['b', 0])
})

test('who holds again within the grace finds it as it was', () => {
  const { changes, clock, holds, timers } = start()
  holds.hold('a', 'A')()
  clock.advance(2_999)
  const release = holds.hold('a', 'A')
  clock.advance(60_000)
  expect([changes, timers()]).toEqual([['a'], 0])
  release()
  clock.advance(3_000)
  expect(changes).toEqual(['a', ''])
})

test('a release counts once', () => {
  const { changes, clock, holds } = start()
  const release = holds.hold('a', 'A')
  holds.hold('a', 'A')
  release()
  release()
  clock.advance(10_000)
  expect(changes).toEqual(['a'])
})

test('clearing lets everything go at once and in silence, with no timer left', () => {
  const { changes, clock, holds, timers } = start()
  holds.hold('a', 'A')()
  const release = holds.hold('b', 'B')
  holds.clear()
  release()
  expect(holds.held.size).toBe(0)
  clock.advance(10_000)
  expect([changes, timers()]).toEqual([['a', 'a b'], 0])
})
