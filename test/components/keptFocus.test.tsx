import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { describe, expect, test } from 'vitest'
import { LogFeedView } from '../../src/exports/covalent.js'
import { MempoolStats } from '../../src/exports/fusion.js'
import { ConnectionIndicator, type ConnectionView, StatusTimeline } from '../../src/exports/index.js'
import { toFeed, toLog, toLogs } from './logFeeds.js'
import { untilAttended } from './support/untilAttended.js'
import { timeline } from './timelines.js'

const reconnect = () => {}
const down: ConnectionView = { status: 'disconnected', reason: 'refused', reconnect }
const back: ConnectionView = { status: 'connected', transport: 'socket' }
const offline = { status: 'disconnected', transport: 'polling' } as const
const failed = { error: new Error('503'), connection: offline }

const slot = (name: string) => document.querySelector<HTMLElement>(`[data-slot=ow-${name}]`)!
const drawNotice = (isFailed: boolean) => (
  <StatusTimeline.Root timeline={timeline}>
    {isFailed && <StatusTimeline.Notice onRetry={() => {}}>It failed.</StatusTimeline.Notice>}
    <StatusTimeline.List />
  </StatusTimeline.Root>
)

/** Each loses the button of that name, and then the slot has the focus. */
const losses: readonly (readonly [
  button: string | RegExp,
  place: string,
  before: ReactElement,
  after: ReactElement,
])[] = [
  [
    'Reconnect',
    'connection',
    <ConnectionIndicator key="alone" connection={down} />,
    <ConnectionIndicator key="alone" connection={back} />,
  ],
  [
    'Reconnect',
    'connection',
    <StatusTimeline key="timeline" timeline={timeline} connection={down} />,
    <StatusTimeline key="timeline" timeline={timeline} connection={back} />,
  ],
  [
    'Reconnect',
    'timeline',
    <StatusTimeline key="timeline" timeline={timeline} connection={down} />,
    <StatusTimeline key="timeline" timeline={timeline} />,
  ],
  [
    'Reconnect',
    'stats',
    <MempoolStats.View key="stats" stats={undefined} connection={down} />,
    <MempoolStats.View key="stats" stats={undefined} />,
  ],
  ['Try again', 'timeline', drawNotice(true), drawNotice(false)],
  [
    'Try again',
    'feed',
    <LogFeedView key="feed" feed={toFeed(toLogs(3, 3), failed)} />,
    <LogFeedView key="feed" feed={toFeed(toLogs(3, 3))} />,
  ],
  [
    'Load older',
    'feed-viewport',
    <LogFeedView key="feed" feed={toFeed(toLogs(3, 3), { hasOlder: true })} />,
    <LogFeedView key="feed" feed={toFeed(toLogs(5, 5))} />,
  ],
  [
    'Load',
    'feed-viewport',
    <LogFeedView key="feed" feed={toFeed([toLog(9), { from: 2, to: 8, isPending: false }, toLog(1)])} />,
    <LogFeedView key="feed" feed={toFeed(toLogs(9, 9))} />,
  ],
  [
    'Copy transaction hash',
    'feed-viewport',
    <LogFeedView key="feed" feed={toFeed([toLog(1)])} />,
    <LogFeedView key="feed" feed={toFeed([])} />,
  ],
]

describe('The focus never falls to the body', () => {
  test.each(losses.map(([button, place, before, after], nth) => ({ button, place, before, after, nth })))(
    'when $button is taken away: $place gets it ($nth)',
    async ({ after, before, button, place }) => {
      const { rerender } = render(before)
      await untilAttended()
      act(() => screen.getByRole('button', { name: button }).focus())
      rerender(after)
      await act(async () => {})
      expect(screen.queryByRole('button', { name: button })).toBeNull()
      expect(document.activeElement).toBe(slot(place))
    },
  )

  test('when the focus was there before its keeper was loaded', async () => {
    const { rerender } = render(drawNotice(true))
    act(() => screen.getByRole('button', { name: 'Try again' }).focus())
    await untilAttended()
    rerender(drawNotice(false))
    await act(async () => {})
    expect(document.activeElement).toBe(slot('timeline'))
  })

  test('when a focused row is drawn no longer, since others take its place', async () => {
    const feed = (newest: number) => <LogFeedView feed={toFeed(toLogs(newest, 500))} />
    const { rerender } = render(feed(500))
    await untilAttended()
    act(() => screen.getAllByRole('button', { name: /^Copy/ })[0]!.focus())
    rerender(feed(2000))
    await act(async () => {})
    expect(document.activeElement).toBe(slot('feed-viewport'))
  })

  test.each(['Pause', 'Clear'])('when %s is pressed', async (name) => {
    const draw = (isPaused: boolean, count: number) => <LogFeedView feed={toFeed(toLogs(count, count), { isPaused })} />
    const { rerender } = render(draw(false, 3))
    await untilAttended()
    const button = screen.getByRole('button', { name })
    await userEvent.click(button)
    rerender(draw(name === 'Pause', name === 'Clear' ? 0 : 3))
    await act(async () => {})
    expect(button).toHaveFocus()
    expect(button).toHaveTextContent(name === 'Pause' ? 'Resume' : 'Clear')
  })
})

describe('The place that gets the focus', () => {
  test('is no stop of the keyboard once it is left', async () => {
    const { rerender } = render(drawNotice(true))
    await untilAttended()
    await userEvent.tab()
    rerender(drawNotice(false))
    await act(async () => {})
    expect(slot('timeline')).toHaveAttribute('tabindex', '-1')
    act(() => slot('timeline').blur())
    expect(slot('timeline')).not.toHaveAttribute('tabindex')
  })

  test.each(['somewhere else', 'nowhere'])('gets nothing where a person took the focus %s before', async (where) => {
    const draw = (isFailed: boolean) => (
      <>
        {drawNotice(isFailed)}
        <button type="button">Elsewhere</button>
      </>
    )
    const { rerender } = render(draw(true))
    await untilAttended()
    act(() => screen.getByRole('button', { name: 'Try again' }).focus())
    const elsewhere = screen.getByRole('button', { name: 'Elsewhere' })
    act(() => (where === 'nowhere' ? (document.activeElement as HTMLElement).blur() : elsewhere.focus()))
    await act(async () => {})
    rerender(draw(false))
    await act(async () => {})
    expect(document.activeElement).toBe(where === 'nowhere' ? document.body : elsewhere)
  })
})
