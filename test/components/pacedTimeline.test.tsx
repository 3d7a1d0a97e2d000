import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { StatusTimeline, type Timeline } from '../../src/exports/index.js'
import { at } from './timelines.js'
import { untilAttended } from './support/untilAttended.js'

const names = ['deposit', 'processing', 'fill', 'complete']
/** A timeline with so many of four steps done; the fourth is its end. */
const reached = (count: number): Timeline =>
  at({
    phase: count < 4 ? 'processing' : 'settled',
    isFinal: count === 4,
    ...(count === 4 && { outcome: 'success' as const }),
    steps: names.map((id, index) => ({
      id,
      state: index < count ? 'complete' : index === count ? 'current' : 'upcoming',
      transactions: [],
    })),
  })
const draw = (timeline: Timeline, minDisplayMs?: number) => (
  <StatusTimeline timeline={timeline} minDisplayMs={minDisplayMs} locale="en" />
)
const done = () => document.querySelectorAll('[data-slot=ow-item][data-state=complete]').length
const advance = (ms: number) => act(() => void vi.advanceTimersByTime(ms))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Lets so many statuses come in, `everyMs` apart; returns what was drawn, every 100 ms until nothing waits. */
function burst(counts: readonly number[], minDisplayMs: number, everyMs: number): readonly number[] {
  const { rerender } = render(draw(reached(0), minDisplayMs))
  const drawn: number[] = []
  for (const count of counts) {
    rerender(draw(reached(count), minDisplayMs))
    for (let ms = 0; ms < everyMs; ms += 100) {
      drawn.push(done())
      advance(100)
    }
  }
  while (vi.getTimerCount() > 0) {
    drawn.push(done())
    advance(100)
  }
  return [...drawn, done()]
}

describe('A burst of statuses', () => {
  test('is drawn one by one, each for long enough, in order, and ends right', () => {
    const drawn = burst([1, 2, 3, 4], 400, 100)
    expect([...new Set(drawn)]).toEqual([1, 2, 3, 4])
    for (const count of [1, 2, 3]) expect(drawn.filter((shown) => shown === count).length).toBeGreaterThanOrEqual(4)
    expect(screen.getByText('Completed', { selector: '[data-slot=ow-badge]' })).toBeInTheDocument()
  })

  test('ends 2 s late at most, however long each is to be seen', () => {
    const { rerender } = render(draw(reached(0), 60_000))
    for (const count of [1, 2, 3, 4]) rerender(draw(reached(count), 60_000))
    for (let ms = 0; ms < 1_900; ms += 1) advance(1)
    expect(done()).toBe(3)
    for (let ms = 0; ms < 100; ms += 1) advance(1)
    expect(done()).toBe(4)
  })

  test('is not drawn at all, but for its end, where nothing is to wait', () => {
    const { rerender } = render(draw(reached(0)))
    for (const count of [1, 2, 3, 4]) {
      rerender(draw(reached(count)))
      expect(done()).toBe(count)
    }
  })

  test('is said to screen readers as it is drawn', async () => {
    const { rerender } = render(draw(reached(0), 500))
    await untilAttended()
    rerender(draw(reached(3), 500))
    rerender(draw(reached(4), 500))
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
    advance(500)
    await untilAttended()
    // News wait for others for half a second.
    advance(500)
    expect(screen.getByRole('status')).toHaveTextContent('Completed')
  })
})

test('A status that comes after a while is drawn at once', () => {
  const { rerender } = render(draw(reached(0), 500))
  rerender(draw(reached(1), 500))
  advance(500)
  rerender(draw(reached(2), 500))
  expect(done()).toBe(2)
})

test('News that move no step are drawn at once, also of a status that waits', () => {
  const { rerender } = render(draw(reached(0), 500))
  rerender(draw(reached(1), 500))
  const more = reached(1)
  rerender(draw({ ...more, steps: more.steps.map((step) => ({ ...step, transactions: [{ hash: '0xabc' }] })) }, 500))
  expect(screen.getAllByText('0xabc').length).toBeGreaterThan(0)
})

test('A page that is gone leaves no timer behind', () => {
  const { rerender, unmount } = render(draw(reached(0), 500))
  rerender(draw(reached(1), 500))
  expect(vi.getTimerCount()).toBe(1)
  unmount()
  expect(vi.getTimerCount()).toBe(0)
})
