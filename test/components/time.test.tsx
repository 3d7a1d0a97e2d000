import { act, render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { OnwireMessagesProvider, StatusTimeline, type StatusTimelineTimeProps } from '../../src/exports/index.js'
import { timeline } from './timelines.js'

const now = Date.UTC(2025, 11, 17, 16, 45, 0)
const step = timeline.steps[0]!

const draw = (props: StatusTimelineTimeProps & { locale?: string }) => {
  const { locale = 'en-GB', ...rest } = props
  return (
    <StatusTimeline.Root timeline={timeline} locale={locale}>
      <StatusTimeline.Item step={step} render={<div />}>
        <StatusTimeline.Time {...rest} />
      </StatusTimeline.Item>
    </StatusTimeline.Root>
  )
}

const text = () => document.querySelector('time')?.textContent

beforeEach(() => {
  vi.useFakeTimers({ now })
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

describe('Time', () => {
  test('is machine-readable, and in the language of the locale', () => {
    render(draw({ locale: 'de', format: { dateStyle: 'long', timeZone: 'UTC' } }))
    expect(screen.getByText('17. Dezember 2025').closest('time')).toHaveAttribute(
      'datetime',
      '2025-12-17T16:43:21.000Z',
    )
  })

  test.each(['de_DE', 'DE_de', 'de-de'])('reads %s as what was meant', (locale) => {
    render(draw({ locale, format: { dateStyle: 'long', timeZone: 'UTC' } }))
    expect(text()).toBe('17. Dezember 2025')
  })

  test.each(['', 'x', 'de_DE.UTF-8', 'not a tag'])(
    'takes the browser’s own language for "%s", which is none',
    (locale) => {
      const format = { dateStyle: 'long', timeZone: 'UTC' } as const
      render(draw({ locale, format }))
      expect(text()).toBe(new Date(step.at!).toLocaleString(undefined, format))
      render(draw({ locale, format: 'relative' }))
    },
  )

  test('is in the time zone and by the hours of messages.clock, and knows by them if it is of today', () => {
    const at = Date.UTC(2025, 11, 17, 14, 30)
    const times = ['Asia/Tokyo', 'America/Los_Angeles'].map((timeZone) => {
      const { unmount } = render(
        <OnwireMessagesProvider locale="en-US" messages={{ clock: { timeZone, hourCycle: 'h23' } }}>
          {draw({ at, locale: 'en-US' })}
        </OnwireMessagesProvider>,
      )
      const seen = text()
      unmount()
      return seen
    })
    // It is 01:45 of the next day in Tokyo, and 08:45 in Los Angeles.
    expect(times).toEqual(['Dec 17, 2025, 23:30', '06:30:00'])
  })

  test('gives the date too where it is not today', () => {
    render(draw({ at: Date.UTC(2024, 0, 2, 12) }))
    expect(text()).toMatch(/^2 Jan 2024, \d\d:00$/)
  })

  test('relative, keeps itself up to date: by the second, then by the minute', () => {
    const { unmount } = render(draw({ format: 'relative', at: now - 58_000 }))
    const seen = [text()]
    for (const ms of [1_000, 1_000, 59_000, 1_000]) {
      act(() => {
        vi.advanceTimersByTime(ms)
      })
      seen.push(text())
    }
    expect(seen).toEqual(['58 seconds ago', '59 seconds ago', '1 minute ago', '1 minute ago', '2 minutes ago'])
    unmount()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('relative, changes when the next whole unit is full, however long it was up before', () => {
    render(draw({ format: 'relative', at: now - 90 * 60_000 }))
    const seen = [text()]
    for (const ms of [29 * 60_000, 60_000, 22 * 3_600_000]) {
      act(() => {
        vi.advanceTimersByTime(ms)
      })
      seen.push(text())
    }
    expect(seen).toEqual(['1 hour ago', '1 hour ago', '2 hours ago', 'yesterday'])
  })

  test('of a clock that is ahead of ours reads as now', () => {
    render(draw({ format: 'relative', at: now + 5_000 }))
    expect(text()).toBe('now')
  })

  test.each([Number.NaN, 1e300, Number.POSITIVE_INFINITY])('draws nothing of %d, which is no time', (at) => {
    render(draw({ at }))
    expect(text()).toBeUndefined()
  })

  test.each(['clock', 'relative'] as const)('hydrates without a warning: %s', (format) => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const container = document.body.appendChild(document.createElement('div'))
    container.innerHTML = renderToString(draw({ format, locale: 'en-US' }))
    expect(text()).toBe('2025-12-17 16:43 UTC')

    // The reader's clock, language and time zone are others than the server's.
    vi.setSystemTime(now + 3_000)
    const recovered = vi.fn<(error: unknown) => void>()
    render(draw({ format, locale: 'de' }), { container, hydrate: true, onRecoverableError: recovered })
    expect(text()).toMatch(format === 'clock' ? /^\d\d:43:21$/ : 'vor 1 Minute')
    expect(recovered).not.toHaveBeenCalled()
    expect(complaints).not.toHaveBeenCalled()
    complaints.mockRestore()
  })
})
