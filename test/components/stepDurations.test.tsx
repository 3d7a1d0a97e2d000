import { act, render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { StatusTimeline, type Timeline, type TimelineStep } from '../../src/exports/index.js'
import { toDurationText } from '../../src/components/text/toDurationText.js'
import { at } from './timelines.js'

const now = Date.UTC(2025, 11, 17, 16, 45, 0)
const step = (id: string, state: TimelineStep['state'], times: Partial<TimelineStep> = {}): TimelineStep => ({
  id,
  state,
  transactions: [],
  ...times,
})
const draw = (steps: Timeline['steps'], more: Partial<Timeline> = {}) => (
  <StatusTimeline timeline={at({ steps, ...more })} locale="en-GB" />
)
const times = () => [...document.querySelectorAll('time')].map(({ textContent }) => textContent)
const steps = () => screen.getAllByRole('listitem').map(({ dataset: { step, state } }) => `${step} ${state}`)

beforeEach(() => void vi.useFakeTimers({ now }))
afterEach(() => void vi.useRealTimers())

test('A step that is done says how long it took, the current one counts, and the stamp is their title', () => {
  render(
    draw([
      step('deposit', 'complete', { startedAt: now - 21_000, at: now - 9_000 }),
      step('fill', 'current', { at: now - 9_000 }),
    ]),
  )
  expect(times()).toEqual(['12s', '9s'])
  expect(document.querySelector('time')?.title).toBe(new Date(now - 9_000).toLocaleString('en-GB'))
  act(() => void vi.advanceTimersByTime(52_000))
  expect(times()).toEqual(['12s', '1m 1s'])
})

test('A step that nobody saw begin says when it was done, and not how long it took', () => {
  render(draw([step('deposit', 'complete', { at: now - 9_000 })]))
  expect(times()).toEqual([expect.stringMatching(/^\d\d:44:51$/)])
})

test('Nothing counts on once the current step is over, nor on a page that is gone', () => {
  const { rerender, unmount } = render(draw([step('fill', 'current', { at: now })]))
  expect(vi.getTimerCount()).toBe(1)
  rerender(draw([step('fill', 'complete', { startedAt: now, at: now + 3_000 })]))
  expect([vi.getTimerCount(), ...times()]).toEqual([0, '3s'])
  rerender(draw([step('fill', 'current', { at: now })]))
  unmount()
  expect(vi.getTimerCount()).toBe(0)
})

test('A server writes the time of a step, and no duration: it doesn’t know the reader’s language', () => {
  const html = renderToString(draw([step('fill', 'complete', { startedAt: now, at: now + 3_000 })]))
  expect(html).toContain('dateTime="2025-12-17T16:45:03.000Z"')
  expect(html).toContain('2025-12-17 16:45 UTC')
  expect(html).not.toContain('3s')
})

test.each(['failure', 'refund'] as const)('After a %s no skipped steps stand before the refund', (outcome) => {
  const refund = step('refund', outcome === 'refund' ? 'complete' : 'skipped')
  render(draw([step('fill', 'error'), step('complete', 'skipped'), refund], { outcome, isFinal: true }))
  expect(steps()).toEqual(['fill error', `refund ${refund.state}`])
})

test('A list that is drawn by a function draws the same steps', () => {
  render(
    <StatusTimeline.Root
      timeline={at({ outcome: 'failure', steps: [step('fill', 'error'), step('complete', 'skipped')] })}
    >
      <StatusTimeline.List>
        {({ id }, index, all) => <li key={id}>{`${id} ${index} ${all.length}`}</li>}
      </StatusTimeline.List>
    </StatusTimeline.Root>,
  )
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['fill 0 1'])
})

test('The skipped steps of what was cancelled stay: they are all that there is', () => {
  render(draw([step('deposit', 'skipped'), step('fill', 'skipped')], { outcome: 'cancelled', isFinal: true }))
  expect(steps()).toEqual(['deposit skipped', 'fill skipped'])
})

test.each<[ms: number, locale: string, text: string]>([
  [-5, 'en', '0s'],
  [999, 'en', '0s'],
  [59_999, 'en', '59s'],
  [60_000, 'en', '1m'],
  [130_000, 'en', '2m 10s'],
  [3_600_000, 'en', '1h'],
  [3_660_000, 'en', '1h 1m'],
  [90_000_000, 'en', '1d 1h'],
  [12_000, 'de', '12 Sek.'],
])('%i ms are written in %s as "%s"', (ms, locale, text) => {
  expect(toDurationText(ms, locale).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toBe(text)
})

describe('Where the browser has Intl.DurationFormat, a length of time', () => {
  const asked: unknown[] = []
  const intl = Intl
  function DurationFormat(...options: unknown[]) {
    return { format: (duration: object) => (asked.push([...options, duration]), 'in words') }
  }
  beforeEach(() => {
    asked.length = 0
    vi.stubGlobal('Intl', Object.assign(Object.create(intl), { DurationFormat }))
  })
  afterEach(() => void vi.unstubAllGlobals())

  test.each([
    [0, { seconds: 0 }, 'always'],
    [14_000, { seconds: 14 }, 'always'],
    [130_000, { minutes: 2, seconds: 10 }, 'auto'],
    [90_061_000, { days: 1, hours: 1 }, 'auto'],
  ])('of %d ms is written by it', (ms, duration, secondsDisplay) => {
    expect(toDurationText(ms, 'de')).toBe('in words')
    expect(asked).toEqual([['de', { style: 'narrow', secondsDisplay }, duration]])
  })
})
