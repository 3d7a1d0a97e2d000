import { expect, test } from 'vitest'
import { createCoalescer } from '../../../src/core/utils/coalesce.js'
import { createTestEnvironment } from '../../support/environment.js'

function start() {
  const { clock, environment, timers } = createTestEnvironment()
  const startedAt = clock.now()
  const flushed: string[] = []
  const coalescer = createCoalescer<string>(environment.clock, (items) =>
    flushed.push(`${clock.now() - startedAt}: ${items.join(' ')}`),
  )
  return { clock, coalescer, flushed, timers }
}

test('After a quiet frame an item is handed over at once', () => {
  const { clock, coalescer, flushed } = start()
  coalescer.add('a')
  clock.advance(16)
  coalescer.add('b')
  expect(flushed).toEqual(['0: a', '16: b'])
})

test('What follows within the frame is handed over together at its end, each item once', () => {
  const { clock, coalescer, flushed, timers } = start()
  for (const item of ['a', 'b', 'c', 'b']) coalescer.add(item)
  expect(timers()).toBe(1)
  clock.advance(100)
  expect([flushed, timers()]).toEqual([['0: a', '16: b c'], 0])
})

test('10 000 items in a second are handed over at most once a frame', () => {
  const { clock, coalescer, flushed } = start()
  for (let index = 0; index < 10_000; index += 1) {
    coalescer.add(`item ${index % 50}`)
    clock.advance(0.1)
  }
  expect(flushed.length).toBeLessThanOrEqual(1 + Math.ceil(1_000 / 16))
})

test('What is added while others are handed over comes with the next frame', () => {
  const { clock, environment } = createTestEnvironment()
  const flushed: string[] = []
  const coalescer = createCoalescer<string>(environment.clock, (items) => {
    flushed.push(items.join(' '))
    if (items.includes('a')) coalescer.add('b')
  })
  coalescer.add('a')
  expect(flushed).toEqual(['a'])
  clock.advance(16)
  expect(flushed).toEqual(['a', 'b'])
})

test('Cancelling forgets what waits, and leaves no timer', () => {
  const { clock, coalescer, flushed, timers } = start()
  coalescer.add('a')
  coalescer.add('b')
  coalescer.cancel()
  clock.advance(100)
  expect([flushed, timers()]).toEqual([['0: a'], 0])
})
