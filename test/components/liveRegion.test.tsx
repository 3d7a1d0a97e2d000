import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LogFeedView } from '../../src/exports/covalent.js'
import { MempoolStats } from '../../src/exports/fusion.js'
import {
  ConnectionIndicator,
  type ConnectionView,
  createOnwire,
  OnwireProvider,
  StatusTimeline,
  type StatusTimelineProps,
} from '../../src/exports/index.js'
import { toFeed, toLogs } from './logFeeds.js'
import { hearPage } from './support/hearPage.js'
import { untilAttended } from './support/untilAttended.js'
import { at, timeline } from './timelines.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** News wait for others for half a second. */
const waitMs = 500
async function pass(ms: number) {
  await untilAttended()
  await act(() => vi.advanceTimersByTimeAsync(ms))
}
const regions = () => [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')]

/** Draws one thing after the other in the same place, and tells what was said of each. */
async function follow(...moments: readonly ReactNode[]) {
  const heard = hearPage()
  const { rerender } = render(<></>)
  const said: string[][] = []
  for (const moment of moments) {
    const before = heard.length
    rerender(<StrictMode>{moment}</StrictMode>)
    await pass(waitMs)
    said.push(heard.slice(before))
  }
  return said
}

const draw = (...all: readonly StatusTimelineProps[]) => all.map((props) => <StatusTimeline key="one" {...props} />)

const waiting = at({ phase: 'waiting' })
const provisional = at({ phase: 'provisional', outcome: 'failure' })
const success = at({ phase: 'settled', outcome: 'success', isFinal: true })
const refund = at({ phase: 'settled', outcome: 'refund', isFinal: true })
const live: ConnectionView = { status: 'connected', transport: 'socket' }
const stale: ConnectionView = { status: 'reconnecting', transport: 'idle', isStale: true }

/** An app with one provider; onwire has nothing to follow in it. */
function App({ children }: { readonly children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <OnwireProvider client={onwire}>{children}</OnwireProvider>
    </QueryClientProvider>
  )
}
const queryClient = new QueryClient()
const onwire = createOnwire({ protocols: [] })

const id = (nth: number) => `0x${String(nth).repeat(64)}`
const toOne = (nth: number, moment = timeline) => (
  <StatusTimeline key={nth} timeline={{ ...moment, summary: { id: id(nth) } }} />
)
const ten = Array.from({ length: 10 }, (_timeline, nth) => nth)

describe('The live region', () => {
  test('says nothing at mount', async () => {
    expect(await follow(...draw({ timeline }))).toEqual([[]])
  })

  test('says nothing when the first data comes', async () => {
    expect(await follow(...draw({ timeline: at({ phase: 'unknown' }), isPending: true }, { timeline }))).toEqual([
      [],
      [],
    ])
  })

  test('says each change of phase', async () => {
    expect(await follow(...draw({ timeline: waiting }, { timeline }, { timeline: success }))).toEqual([
      [],
      ['status: In progress'],
      ['status: Completed'],
    ])
  })

  test('says nothing of steps, statuses and links that come and go', async () => {
    const later = at({ protocolStatus: 'delayed', steps: [] })
    const polling: ConnectionView = { status: 'reconnecting', transport: 'polling' }
    const connecting: ConnectionView = { status: 'connecting', transport: 'idle' }
    const said = await follow(
      ...draw(
        { timeline, connection: live },
        { timeline: later, connection: live },
        { timeline: later, connection: polling },
        { timeline: later, connection: connecting },
        { timeline: later, connection: live },
      ),
    )
    expect(said.flat()).toEqual([])
  })

  test('interrupts for failure and refund only', async () => {
    expect(await follow(...draw({ timeline }, { timeline: provisional }, { timeline }, { timeline: refund }))).toEqual([
      [],
      ['alert: Failed, refund possible'],
      ['status: In progress'],
      ['alert: Refunded'],
    ])
  })

  test('is one, and polite, as long as nothing goes wrong', async () => {
    await follow(...draw({ timeline }, { timeline: success }))
    expect(regions()).toHaveLength(1)
  })

  test('speaks in the words of the messages', async () => {
    const messages: StatusTimelineProps['messages'] = {
      outcomes: { success: 'Fertig' },
      announcement: (label, { steps }) => `${label} nach ${steps.length} Schritten`,
    }
    const said = await follow(...draw({ timeline, messages }, { timeline: success, messages }))
    expect(said[1]).toEqual(['status: Fertig nach 2 Schritten'])
  })

  test('says an outage once, and its end', async () => {
    const offline: ConnectionView = { status: 'disconnected', reason: 'offline', transport: 'idle' }
    const reconnecting: ConnectionView = { status: 'reconnecting', transport: 'idle' }
    const moments = [live, stale, stale, reconnecting, offline, live, live].map((connection, nth) => (
      <StatusTimeline key="one" timeline={at({ protocolStatus: `${nth}` })} connection={connection} />
    ))
    expect(await follow(...moments)).toEqual([
      [],
      ['status: Not up to date'],
      [],
      [],
      ['status: Offline'],
      ['status: Live'],
      [],
    ])
  })

  test('says nothing of an outage that is over before it is said', async () => {
    const heard = hearPage()
    const { rerender } = render(<ConnectionIndicator connection={live} />)
    rerender(<ConnectionIndicator connection={stale} />)
    await pass(waitMs - 100)
    rerender(<></>)
    await pass(5000)
    expect(heard).toEqual([])
  })

  test('says an error, whatever it is made of, and the next one', async () => {
    const notice = (text?: ReactNode) => (
      <StatusTimeline.Root key="one" timeline={timeline} title="My transfer">
        {text && <StatusTimeline.Notice onRetry={() => {}}>{text}</StatusTimeline.Notice>}
      </StatusTimeline.Root>
    )
    expect(
      await follow(notice(), notice(<b>It could not be loaded.</b>), notice('No news.'), notice('No news.'), notice()),
    ).toEqual([[], ['status: My transfer: It could not be loaded.'], ['status: My transfer: No news.'], [], []])
  })

  test('says of a feed that it could not be loaded, and of counts that they may be old', async () => {
    const connection = { status: 'disconnected', transport: 'polling' } as const
    const feed = (error: Error | null) => (
      <LogFeedView key="one" title="Transfers" feed={toFeed(toLogs(2, 2), { error, connection })} />
    )
    const stats = (connection: ConnectionView) => (
      <MempoolStats.View key="two" stats={{ total: 1 }} showConnection={false} connection={connection} />
    )
    expect(await follow(feed(null), feed(new Error('503')), stats(live), stats(stale))).toEqual([
      [],
      ['status: Transfers: The newest events could not be loaded.'],
      [],
      ['status: Intents by status: Not live: the numbers may be old.'],
    ])
  })
})

describe('Ten timelines of one provider', () => {
  test('have one region', async () => {
    render(<App>{ten.map((nth) => toOne(nth))}</App>)
    await untilAttended()
    expect(regions()).toHaveLength(1)
  })

  test('say which one has news', async () => {
    const [, said] = await follow(
      <App key="app">{ten.map((nth) => toOne(nth))}</App>,
      <App key="app">{ten.map((nth) => toOne(nth, nth === 3 ? success : timeline))}</App>,
    )
    expect(said).toEqual(['status: Transfer 0x3333…3333: Completed'])
  })

  test('say together what comes together, and each outage once', async () => {
    const all = (connection: ConnectionView, moment = timeline) => (
      <App key="app">
        {ten.map((nth) => (
          <StatusTimeline
            key={nth}
            timeline={nth < 3 ? moment : timeline}
            title={`No. ${nth}`}
            connection={connection}
          />
        ))}
      </App>
    )
    expect(await follow(all(live), all(stale), all(live, success))).toEqual([
      [],
      ['status: Not up to date'],
      ['status: Live', 'status: No. 0, No. 1, No. 2: Completed'],
    ])
  })

  test('read out ten names at most', async () => {
    const many = (moment: typeof timeline) => (
      <App key="app">
        {Array.from({ length: 200 }, (_timeline, nth) => (
          <StatusTimeline.Compact key={nth} timeline={moment} title={`${nth}`} />
        ))}
      </App>
    )
    const [, said] = await follow(many(timeline), many(success))
    expect(said).toEqual(['status: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …: Completed'])
  })

  test('leave no region and no timer behind', async () => {
    const { rerender } = render(<App>{toOne(1)}</App>)
    rerender(<App>{toOne(1, refund)}</App>)
    await pass(waitMs)
    expect(regions()).toHaveLength(2)
    rerender(<App>{null}</App>)
    expect(regions()).toEqual([])
    // The page of the client itself looks at nothing.
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('The region', () => {
  test('forgets what it said after a while', async () => {
    const { rerender } = render(toOne(1))
    rerender(toOne(1, refund))
    await pass(waitMs)
    expect(screen.getByRole('alert')).toHaveTextContent('Transfer 0x1111…1111: Refunded')
    await pass(5000)
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
  })

  test('stands in the modal dialog whose timeline speaks, since all else is silent then', async () => {
    const all = (moment = timeline) => (
      <App>
        <dialog open>{toOne(2, moment)}</dialog>
        {toOne(1, moment)}
      </App>
    )
    const { rerender } = render(all())
    await untilAttended()
    rerender(all(success))
    await untilAttended()
    expect(screen.getByRole('status').closest('dialog')).not.toBeNull()
    await pass(waitMs)
    expect(screen.getByRole('status')).toHaveTextContent('Transfer 0x2222…2222, Transfer 0x1111…1111: Completed')
  })

  test('tells that an id was copied, and nothing where it could not be', async () => {
    const heard = hearPage()
    const writeText = vi
      .fn<() => Promise<void>>()
      .mockRejectedValueOnce(new Error('NotAllowedError'))
      .mockResolvedValue()
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
    render(
      <StatusTimeline.Root timeline={{ ...provisional, summary: { id: id(1) } }}>
        <StatusTimeline.Support />
      </StatusTimeline.Root>,
    )
    for (const said of [[], ['status: Copied']]) {
      await act(async () => screen.getByRole('button').click())
      await pass(waitMs)
      expect(heard).toEqual(said)
    }
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
  })

  test('names a timeline as the page does', async () => {
    const all = (moment = timeline) => (
      <>
        <h2 id="name">USDC to Base</h2>
        <StatusTimeline timeline={moment} aria-labelledby="name" />
      </>
    )
    const { rerender } = render(all())
    expect(screen.getByRole('group', { name: 'USDC to Base' })).toBeInTheDocument()
    rerender(all(success))
    await pass(waitMs)
    expect(screen.getByRole('status')).toHaveTextContent('USDC to Base: Completed')
  })
})
