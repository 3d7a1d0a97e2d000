import { describe, expect, test } from 'vitest'
import { createCoalescer, getNextPassAt } from '../../../src/core/utils/coalesce.js'
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

test.each([
  { what: 'it cost nothing', pass: [100, 100, 1], nextAt: 100 },
  { what: 'it took 3 ms', pass: [100, 103, 1], nextAt: 115 },
  { what: 'it handed eight news over', pass: [100, 101, 8], nextAt: 105 },
  { what: 'it handed over more than that', pass: [100, 101, 9], nextAt: Infinity },
] as const)(
  'After a pass the next one may come at $nextAt where $what',
  ({ nextAt, pass: [startedAt, endedAt, news] }) => {
    expect(getNextPassAt(startedAt, endedAt, news)).toBe(nextAt)
  },
)

describe('Where the cost of a pass can be measured', () => {
  /** Each pass takes so many ms. */
  function startMeasured(costMs: number) {
    const { clock, environment, timers } = createTestEnvironment()
    const startedAt = clock.now()
    const flushed: string[] = []
    let isOver = false
    const afterTask = (callback: () => void) => void environment.clock.after(costMs, () => isOver || callback())
    const coalescer = createCoalescer<string>({ ...environment.clock, afterTask }, (items) =>
      flushed.push(`${clock.now() - startedAt}: ${items.join(' ')}`),
    )
    /** One each ms. */
    const addFor = (ms: number) => {
      for (let at = 0; at < ms; at += 1) {
        coalescer.add(`${at}`)
        clock.advance(1)
      }
    }
    const stop = () => {
      isOver = true
      coalescer.cancel()
    }
    return { addFor, clock, coalescer, flushed, stop, timers }
  }

  test('cheap ones follow each other within a frame, each after four times its cost', () => {
    const { addFor, flushed } = startMeasured(1)
    addFor(14)
    expect(flushed).toEqual(['0: 0', '5: 1 2 3 4', '10: 5 6 7 8 9'])
  })

  test('dear ones come once a frame', () => {
    const { addFor, flushed } = startMeasured(5)
    addFor(64)
    expect(flushed.map((line) => Number.parseInt(line, 10))).toEqual([0, 16, 32, 48, 64])
  })

  test('a flood comes once a frame, however little a pass costs', () => {
    const { clock, coalescer, flushed } = startMeasured(0)
    for (let index = 0; index < 640; index += 1) {
      coalescer.add('a')
      if (index % 10 === 9) clock.advance(1)
    }
    // The first one is quiet, and so is the beginning of the flood.
    expect(flushed.length).toBeLessThanOrEqual(2 + 64 / 16)
    coalescer.add('b')
    clock.advance(16)
    expect(flushed.at(-1)).toContain('b')
  })

  test.each([2, 20])(
    'every item comes, none twice, and none later than with the next frame: %i ms a pass',
    (costMs) => {
      const { addFor, clock, flushed } = startMeasured(costMs)
      addFor(200)
      clock.advance(16)
      const all = flushed.flatMap((line) => {
        const [at = '', ...items] = line.replace(':', '').split(' ')
        return items.map((item) => Number(at) - Number(item))
      })
      expect(all).toHaveLength(200)
      expect(Math.max(...all)).toBeLessThanOrEqual(16)
    },
  )

  test('nothing is written, and no timer is left, after it was cancelled', () => {
    const { addFor, clock, flushed, stop, timers } = startMeasured(1)
    addFor(3)
    stop()
    clock.advance(100)
    expect([flushed, timers()]).toEqual([['0: 0'], 0])
  })
})
