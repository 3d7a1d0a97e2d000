import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { StatusTimeline, type Timeline } from '../../src/exports/index.js'
import { ar } from '../../src/exports/locales-ar.js'
import { at } from './timelines.js'

const from = { chain: 8453, amount: '100.0', symbol: 'USDC' }
const to = { chain: 42161, amount: '99.87', symbol: 'USDC' }
const id = `0x${'5288'.repeat(16)}`
const known = { id, from, to }
const names = new Map<number | string, string>([
  [8453, 'Base'],
  [42161, 'Arbitrum'],
])
const refunds = { automatic: 'They should come back.', none: 'Nothing comes back.' }
const startedAt = Date.UTC(2025, 11, 17, 16, 43, 0)
const done = { id: 'fill', state: 'complete', at: startedAt + 18_000, transactions: [] } as const

const draw = (timeline: Partial<Timeline>) => (
  <StatusTimeline.Root
    timeline={at(timeline)}
    locale="en"
    messages={{ refunds }}
    getChainName={(chain) => names.get(chain)}
  >
    <StatusTimeline.Summary />
    <StatusTimeline.Support>
      <a href="https://help.example">Ask for help</a>
    </StatusTimeline.Support>
  </StatusTimeline.Root>
)
const slot = (name: string) => document.querySelector(`[data-slot=ow-${name}]`)?.textContent?.replaceAll('\u00a0', ' ')

afterEach(() => vi.useRealTimers())

describe('The summary', () => {
  test.each<[title: string, timeline: Partial<Timeline>, headline: string, route?: string]>([
    ['both amounts before the route', { summary: known }, '100 USDC → 99.87 USDC', 'Base to Arbitrum'],
    ['the amount that is known', { summary: { from, to: { chain: 42161 } } }, '100 USDC', 'Base to Arbitrum'],
    ['the route alone', { summary: { from: { chain: 8453 }, to: { chain: 42161 } } }, 'Base to Arbitrum'],
    ['the one chain that is known', { summary: { from: { chain: 8453 } } }, 'Base'],
    ['one chain once', { summary: { from: { chain: 8453 }, to: { chain: 8453 } } }, 'Base'],
    ['a chain without a name by its number', { summary: { from: { chain: 5 } } }, 'Chain 5'],
    ['a chain by the name of the service', { summary: { to: { chain: 'solana' } } }, 'solana'],
    ['no amount that is no number as one', { summary: { from: { amount: 'many', symbol: 'X' } } }, 'many X'],
    ['a small amount whole', { summary: { from: { amount: '0.0000012345', symbol: 'BTC' } } }, '0.0000012345 BTC'],
  ])('says %s', (_title, timeline, headline, route) => {
    render(draw(timeline))
    expect([slot('headline'), slot('route')]).toEqual([headline, route])
  })

  test.each<[headline: string, timeline: Partial<Timeline>]>([
    ['99.87 USDC arrived on Arbitrum', { outcome: 'success', isFinal: true, summary: known }],
    ['Your funds arrived on Arbitrum', { outcome: 'success', summary: { to: { chain: 42161 } } }],
    ['Your funds arrived', { outcome: 'success', isFinal: true }],
    ['Your funds were sent back', { outcome: 'refund', isFinal: true, summary: known }],
    ['Not delivered. A refund may follow.', { outcome: 'failure', reason: { refund: 'unknown' } }],
    ['Not delivered. A refund may follow.', { outcome: 'failure' }],
    ['Not delivered. They should come back.', { outcome: 'failure', reason: { refund: 'automatic' } }],
    ['Not delivered. No refund', { outcome: 'failure', isFinal: true, reason: { refund: 'automatic' } }],
    ['Not delivered. No refund', { outcome: 'failure', isFinal: true }],
    ['Not delivered. Nothing comes back.', { outcome: 'failure', isFinal: true, reason: { refund: 'none' } }],
    // Nobody has said yet how to ask for it: the words are on their way.
    ['Not delivered.', { outcome: 'failure', isFinal: true, reason: { refund: 'manual' } }],
    ['100 USDC → 99.87 USDC', { outcome: 'cancelled', isFinal: true, summary: known }],
  ])('says at an end "%s", and no more than is known', (headline, timeline) => {
    render(draw(timeline))
    expect(slot('headline')).toBe(headline)
  })

  test('says of a failure how much was sent, and not how much was to be received', () => {
    render(draw({ outcome: 'failure', reason: { refund: 'unknown' }, summary: known }))
    expect(slot('route')).toBe('100 USDC · Base to Arbitrum')
  })

  test('counts from the deposit on, and says about how long it still takes, until that is over', () => {
    vi.useFakeTimers({ now: startedAt + 14_000 })
    render(draw({ startedAt, expectedMs: 20_000, summary: known }))
    expect([slot('elapsed'), slot('left')]).toEqual(['14s', 'about 6s left'])
    act(() => void vi.advanceTimersByTime(5_000))
    expect([slot('elapsed'), slot('left')]).toEqual(['19s', 'about 1s left'])
    act(() => void vi.advanceTimersByTime(51_000))
    expect([slot('elapsed'), slot('left')]).toEqual(['1m 10s', undefined])
  })

  test('ends with the time that it took, and counts no more', () => {
    vi.useFakeTimers({ now: startedAt + 90_000 })
    const { rerender } = render(draw({ startedAt, summary: known }))
    rerender(draw({ startedAt, isFinal: true, outcome: 'success', steps: [done], summary: known }))
    expect(slot('elapsed')).toBe('18s')
    // Its end is said, and that is all that goes on.
    act(() => void vi.advanceTimersByTime(6000))
    expect(vi.getTimerCount()).toBe(0)
  })

  test('never counts below nothing where the clock of the page is behind', () => {
    vi.useFakeTimers({ now: startedAt - 60_000 })
    render(draw({ startedAt, expectedMs: 20_000, summary: known }))
    expect(slot('elapsed')).toBe('0s')
  })

  test('names no chain that nobody knows, however the app writes names', () => {
    const named = (summary: Timeline['summary']) => (
      <StatusTimeline.Root timeline={at(summary ? { summary } : {})} getChainName={(chain) => `Chain #${chain}`}>
        <StatusTimeline.Summary />
      </StatusTimeline.Root>
    )
    const { rerender } = render(named(undefined))
    expect(slot('summary')).toBeUndefined()
    rerender(named({ from: { chain: 8453 }, to: {} }))
    expect(slot('headline')).toBe('Chain #8453')
  })

  test('draws nothing where nothing is known', () => {
    render(draw({}))
    expect(slot('summary')).toBeUndefined()
  })

  test('is the same on a server wherever it stands, without the reader’s clock and numbers', () => {
    const html = renderToString(draw({ startedAt, summary: known }))
    expect(html).toContain('100.0\u00a0USDC → 99.87\u00a0USDC')
    expect(html).not.toContain('ow-elapsed')
  })

  test('keeps an amount together in a sentence that is read from the right', () => {
    render(<StatusTimeline timeline={at({ outcome: 'success', isFinal: true, summary: known })} {...ar} locale="en" />)
    expect(slot('headline')).toContain('\u206899.87 USDC\u2069')
  })
})

describe('The row for support', () => {
  test.each<[title: string, timeline: Partial<Timeline>, isDrawn: boolean]>([
    ['has failed', { outcome: 'failure' }, true],
    ['was refunded', { outcome: 'refund' }, true],
    ['is late', { isLate: true }, true],
    ['is under way', {}, false],
    ['has arrived', { outcome: 'success' }, false],
  ])('of what %s: %o', (_title, timeline, isDrawn) => {
    render(draw({ ...timeline, summary: known }))
    expect(screen.queryByRole('link', { name: 'Ask for help' }) !== null).toBe(isDrawn)
    expect(screen.queryByRole('button', { name: 'Copy id 0x5288…5288' }) !== null).toBe(isDrawn)
  })

  test('copies the whole id', async () => {
    const user = userEvent.setup()
    render(draw({ outcome: 'failure', summary: known }))
    await user.click(screen.getByRole('button'))
    expect(await navigator.clipboard.readText()).toBe(id)
    expect(screen.getByRole('button')).toHaveTextContent('Copied')
  })

  test('has the whole id as its title, for a page that may not copy', async () => {
    const user = userEvent.setup()
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'))
    render(draw({ outcome: 'failure', summary: known }))
    await user.click(screen.getByRole('button'))
    expect(screen.getByRole('button')).toHaveTextContent('Copy id')
    expect(screen.getByRole('button')).toHaveAttribute('title', id)
    vi.restoreAllMocks()
  })
})
