import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FeedSource, OnwireMessagesProvider } from '../../src/exports/index.js'
import { type LogEvent, LogFeed, LogFeedView, type LogFeedViewProps, withBigInts } from '../../src/exports/covalent.js'
import { type Row, toFeed, toLog, toLogs } from './logFeeds.js'
import { untilAttended } from './support/untilAttended.js'

const draw = (list: readonly Row[], change?: Partial<FeedSource<LogEvent>>, props?: Partial<LogFeedViewProps>) => (
  <LogFeedView locale="en" chain={1} feed={toFeed(list, change)} {...props} />
)
const items = () => screen.getAllByRole('listitem')
const status = () => screen.getByRole('status').textContent
const params = () => within(document.querySelector('dl')!)
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

function withParam(value: unknown, type: string, more: object = {}): LogEvent {
  return toLog(1, { decoded: { name: 'Set', params: [{ name: 'it', type, value, ...more }] } })
}

describe('LogFeed', () => {
  test('is a list in a viewport that the keyboard reaches, and each row knows its place', () => {
    render(draw(toLogs(3, 3)))
    expect(screen.getByRole('group', { name: 'Events' })).toHaveAttribute('tabindex', '0')
    expect(within(screen.getByRole('list')).getAllByRole('listitem')).toHaveLength(3)
    expect(items().map((item) => [item.ariaPosInSet ?? item.getAttribute('aria-posinset')])).toEqual([
      ['1'],
      ['2'],
      ['3'],
    ])
    expect(items()[0]).toHaveAttribute('aria-setsize', '3')
  })

  test('does not say how many rows there are while there are older ones', () => {
    render(draw(toLogs(3, 3), { hasOlder: true }))
    expect(items()[0]).toHaveAttribute('aria-setsize', '-1')
  })

  test('draws a first slice where nothing is laid out', () => {
    render(draw(toLogs(1000, 1000)))
    expect(items().length).toBeGreaterThan(3)
    expect(items().length).toBeLessThan(50)
  })

  test('is the same on a server and while hydrating, whatever the locale', () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const recovered = vi.fn<(error: unknown) => void>()
    for (const order of ['newest-first', 'newest-last'] as const) {
      const element = draw(toLogs(100, 100), { hasOlder: true }, { order, locale: 'de' })
      const container = document.body.appendChild(document.createElement('div'))
      container.innerHTML = renderToString(element)
      expect(container).toHaveTextContent(order === 'newest-first' ? 'Block 100' : 'Block 1')
      expect(container).toHaveTextContent('2025-12-17 16:43 UTC')
      const { unmount } = render(element, { container, hydrate: true, onRecoverableError: recovered })
      expect(container).toHaveTextContent('9.007.199.254.740.993')
      unmount()
      container.remove()
    }
    expect(recovered).not.toHaveBeenCalled()
    // React 18 takes this page for a browser's, and a server for one in it: its word on layout effects is not about hydration.
    const said = complaints.mock.calls.map(String).filter((text) => !text.includes('useLayoutEffect does nothing'))
    expect(said).toEqual([])
    complaints.mockRestore()
  })

  test('shows what it is told of while nothing is there: loading, nothing, failure', () => {
    const refetch = vi.fn<() => void>()
    const connection = { status: 'disconnected', transport: 'polling' } as const
    const { rerender } = render(draw([], { isPending: true }))
    expect(screen.getByText('Loading…')).toBeInTheDocument()
    rerender(draw([]))
    expect(screen.getByText('Nothing yet. New events show up here.')).toBeInTheDocument()
    rerender(draw([], { error: new Error('503'), connection, refetch }))
    expect(screen.getByText('The events could not be loaded.')).toBeInTheDocument()
    press('Try again')
    expect(refetch).toHaveBeenCalledOnce()
    rerender(draw(toLogs(2, 2), { error: new Error('503'), connection }))
    expect(screen.getByText('The newest events could not be loaded.')).toBeInTheDocument()
    expect(items()).toHaveLength(2)
    rerender(draw(toLogs(2, 2), { error: new Error('503') }))
    expect(screen.queryByText('The newest events could not be loaded.')).toBeNull()
  })

  test('pauses, resumes and clears', () => {
    const [pause, resume, clear] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()]
    const { rerender } = render(draw(toLogs(2, 2), { pause, clear }))
    press('Pause')
    press('Clear')
    expect(pause).toHaveBeenCalledOnce()
    expect(clear).toHaveBeenCalledOnce()
    rerender(draw(toLogs(2, 2), { isPaused: true, newCount: 1234, resume }))
    press('Resume')
    press('1,234 new')
    expect(resume).toHaveBeenCalledTimes(2)
  })

  test('loads older ones once at a time, and says where it could not', async () => {
    const loadOlder = vi.fn<FeedSource['loadOlder']>().mockRejectedValue(new Error('429'))
    const { rerender } = render(draw(toLogs(2, 2), { hasOlder: true, loadOlder }))
    await act(async () => press('Load older'))
    await waitFor(() => expect(status()).toBe('Could not be loaded.'))
    rerender(draw(toLogs(2, 2), { hasOlder: true, isLoadingOlder: true, loadOlder }))
    press('Loading older…')
    expect(loadOlder).toHaveBeenCalledOnce()
    rerender(draw(toLogs(2, 2), { hasOlder: true, connection: { status: 'connected', isPollable: false } }))
    expect(screen.queryByRole('button', { name: /older/ })).toBeNull()
  })

  test('says of a removed event that it is, in words', () => {
    render(draw([{ removed: toLog(2) }, toLog(1)]))
    expect(items()[0]).toHaveTextContent('Removed by a chain re-organisation')
    expect(items()[1]).not.toHaveTextContent('Removed')
  })
})

describe('A gap', () => {
  test('is caught up with, offered, or only told', async () => {
    const loadOlder = vi.fn<FeedSource['loadOlder']>().mockResolvedValueOnce().mockRejectedValueOnce(new Error('429'))
    const gap = { from: 10, to: 1509, isPending: false }
    const { rerender } = render(draw([{ ...gap, isPending: true }], { loadOlder }))
    expect(items()[0]).toHaveTextContent(/^Catching up…$/)
    rerender(draw([gap], { loadOlder }))
    expect(items()[0]).toHaveTextContent('1,500 blocks are missing here.')
    await act(async () => press('Load'))
    expect(loadOlder).toHaveBeenCalledWith({ from: 10, to: 1509 })
    await act(async () => press('Load'))
    expect(items()[0]).toHaveTextContent('Could not be loaded.')
    rerender(draw([{ from: 11, to: 11, isPending: false }], { connection: { status: 'connected', isPollable: false } }))
    expect(items()[0]).toHaveTextContent(/^1 block is missing here\.$/)
    rerender(draw([{ from: 12, to: undefined, isPending: false }]))
    expect(items()[0]).toHaveTextContent(/^The newest are missing\.$/)
  })
})

describe('A row shows of its event', () => {
  test.each([
    ['a number beyond what numbers hold', '9007199254740993', 'uint256', '9,007,199,254,740,993'],
    ['a negative one', '-9007199254740993', 'int256', '-9,007,199,254,740,993'],
    ['one that is too long to be read', '1'.padEnd(78, '5'), 'uint256', '≈1.5555e77'],
    ['digits that are no number', '9007199254740993', 'string', '9007199254740993'],
    ['an address', '0x52908400098527886e0f7030069857d2e4169ee7', 'address', '0x5290…9ee7'],
    ['a truth', false, 'bool', 'false'],
    ['nothing', null, 'bytes', 'null'],
    ['a list', [{ value: '9007199254740993', bitSize: 256 }, { value: '2' }], 'uint256[]', '[9007199254740993, 2]'],
    ['a long list', ['1', '2', '3', '4'], 'uint256[]', '[1, 2, 3, … (4)]'],
  ])('%s', (_what, value, type, text) => {
    render(draw([withParam(value, type)]))
    expect(params().getByText(text)).toBeInTheDocument()
  })

  test('numbers as bigint', () => {
    render(draw([withBigInts(withParam(['9007199254740993'], 'uint256[]')), withBigInts(withParam('12345', 'uint8'))]))
    expect(screen.getByText('[9007199254740993]')).toBeInTheDocument()
    expect(within(items()[1]!.querySelector('dl')!).getByText('12,345')).toBeInTheDocument()
  })

  test('a long value whole, once it is opened', () => {
    const text = 'long '.repeat(20).trim()
    render(draw([withParam(text, 'string')]))
    expect(screen.getByText(text).closest('details')).not.toHaveAttribute('open')
    expect(screen.getByTitle(text).tagName).toBe('SUMMARY')
  })

  test('that only a hash of it is known', () => {
    render(draw([withParam(null, 'string', { decoded: false })]))
    expect(screen.getByText('only its hash is known')).toBeInTheDocument()
  })

  test('topics and data where it is not decoded', () => {
    render(draw([toLog(1, { decoded: null, raw_log_topics: ['0x01', '0x02'], raw_log_data: '0x03' })]))
    for (const text of ['Unknown event', 'topic 1', '0x02', 'data', '0x03'])
      expect(screen.getByText(text)).toBeInTheDocument()
  })

  test('a link to an explorer of a known chain only, and only of the web', () => {
    const { rerender } = render(draw([toLog(1)]))
    expect(screen.getByRole('link')).toHaveAttribute('href', `https://etherscan.io/tx/${toLog(1).tx_hash}`)
    rerender(draw([toLog(1)], {}, { chain: 'private-net' }))
    expect(screen.queryByRole('link')).toBeNull()
    rerender(draw([toLog(1)], {}, { getTransactionHref: () => 'javascript:alert(1)' }))
    expect(screen.queryByRole('link')).toBeNull()
  })
})

describe('A closed row sums up', () => {
  const toEvent = (value: unknown, change: Partial<LogEvent> = {}, more: object = {}, name = 'Transfer') =>
    toLog(1, {
      decoded: {
        name,
        params: [
          { name: 'from', type: 'address', value: '0x52908400098527886e0f7030069857d2e4169ee7' },
          { name: 'to', type: 'address', value: '0x7be8076f4ea4a4ad08075c2508e481d6c946d12b' },
          { name: 'value', type: 'uint256', value, ...more },
        ],
      },
      ...change,
    })
  const usdc = { sender_contract_decimals: 6, sender_contract_ticker_symbol: 'USDC' }
  const brief = () => document.querySelector('[data-slot=ow-log-brief]')
  const sum = () => document.querySelector('[data-slot=ow-log-amount]')?.textContent.trim()

  test('who sends how much to whom, in whole tokens with their symbol', () => {
    render(draw([toEvent('1234567890', usdc)]))
    expect(brief()).toHaveTextContent('0x5290…9ee7 → 0x7be8…d12b1,234.56789 USDC')
    expect(brief()!.querySelector('[title]')).toHaveAttribute('title', '1234567890')
  })

  test.each([
    ['nine digits of many', '123456789876543', usdc, '123,456,790 USDC'],
    ['less than one', '1', usdc, '0.000001 USDC'],
    ['nothing', '0', usdc, '0 USDC'],
    ['no decimals', '42', { ...usdc, sender_contract_decimals: 0 }, '42 USDC'],
    ['no symbol', '2500000', { sender_contract_decimals: 6 }, '2.5'],
    ['all there is', `${2n ** 256n - 1n}`, usdc, '∞ USDC'],
    ['unknown decimals', '1234567890', { sender_contract_ticker_symbol: 'USDC' }, '1,234,567,890'],
    ['decimals that none are', '1234567890', { ...usdc, sender_contract_decimals: 999 }, '1,234,567,890'],
  ])('%s: %s', (_what, value, change, text) => {
    render(draw([toEvent(value, change)]))
    expect(sum()).toBe(text)
  })

  test('ids of tokens, and numbers of other events, as they are', () => {
    const { unmount } = render(draw([toEvent('1234567', usdc, { indexed: true })]))
    expect(sum()).toBe('1,234,567')
    unmount()
    render(draw([toEvent('1234567', usdc, {}, 'Sync')]))
    expect(sum()).toBe('1,234,567')
  })

  test('in the reader’s language', () => {
    render(draw([toEvent('1234567890', usdc)], {}, { locale: 'de' }))
    expect(sum()).toBe('1.234,56789 USDC')
  })
})

describe('Days', () => {
  const on = (height: number, block_signed_at: string | null) => toLog(height, { block_signed_at })
  const days = () => [...document.querySelectorAll('[data-slot=ow-feed-day]')].map(({ textContent }) => textContent)
  const utc = { messages: { clock: { timeZone: 'UTC' } } }
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2025, 11, 17, 18) }))
  afterEach(() => void vi.useRealTimers())

  test('stand above their first rows, but today at the beginning; rows without a time belong to the one before', () => {
    const list = [
      on(9, '2025-12-17T02:00:00Z'),
      on(8, '2025-12-17T01:00:00Z'),
      on(7, '2025-12-16T23:00:00Z'),
      on(6, null),
      { from: 4, to: 5, isPending: false },
      on(3, '2025-12-16T22:00:00Z'),
      on(2, '2025-12-01T22:00:00Z'),
    ]
    render(draw(list, {}, utc))
    expect(days()).toEqual(['Tuesday, December 16, 2025', 'Monday, December 1, 2025'])
    expect(items()[2]).toHaveTextContent(/^Tuesday/)
  })

  test('are told of the first row too where that is not of today', () => {
    render(draw([on(7, '2025-12-16T23:00:00Z'), on(6, '2025-12-16T22:00:00Z')], {}, utc))
    expect(days()).toEqual(['Tuesday, December 16, 2025'])
  })

  test('are those of the reader’s time zone, and hours are the reader’s', () => {
    const clock = { timeZone: 'Asia/Tokyo', hourCycle: 'h23' } as const
    const times = () => [...document.querySelectorAll('time')].map(({ textContent }) => textContent)
    render(draw([on(7, '2025-12-17T16:00:00Z'), on(6, '2025-12-17T14:00:00Z')], {}, { messages: { clock } }))
    expect(days()).toEqual(['Wednesday, December 17, 2025'])
    expect(times()).toEqual(['01:00:00', '23:00:00'])
  })
})

describe('The copy button', () => {
  const copy = async () => act(async () => press('Copy transaction hash'))
  const put = (clipboard: unknown) =>
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
  afterEach(() => put(undefined))

  test('copies, and says so', async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue()
    put({ writeText })
    render(draw([toLog(1)]))
    await copy()
    expect(writeText).toHaveBeenCalledWith(toLog(1).tx_hash)
    expect(screen.getByRole('button', { name: 'Copied' })).toHaveAttribute('data-state', 'copied')
    await waitFor(() => expect(status()).toBe('Copied'))
  })

  test.each([
    ['without a clipboard', undefined],
    ['where it is refused', { writeText: () => Promise.reject(new Error('NotAllowedError')) }],
  ])('%s says that it could not', async (_where, clipboard) => {
    put(clipboard)
    render(draw([toLog(1)]))
    await copy()
    await waitFor(() => expect(status()).toBe('Could not be copied'))
  })
})

describe('The live region', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  async function pass(ms: number) {
    await untilAttended()
    await act(() => vi.advanceTimersByTimeAsync(ms))
  }

  test('says how many came, every few seconds, and nothing of the first answer', async () => {
    const { rerender } = render(draw([], { isPending: true }))
    rerender(draw(toLogs(5, 5)))
    await pass(20_000)
    expect(status()).toBe('')
    rerender(draw(toLogs(6, 6)))
    await pass(2000)
    expect(status()).toBe('')
    rerender(draw(toLogs(8, 8)))
    await pass(3500)
    expect(status()).toBe('3 new events')
    rerender(draw(toLogs(9, 9)))
    await pass(5000)
    expect(status()).toBe('')
    await pass(500)
    expect(status()).toBe('1 new event')
  })

  test('does not take older ones, gaps and marks for news', async () => {
    const { rerender } = render(draw(toLogs(8, 5)))
    rerender(draw([...toLogs(8, 8), { from: 0, to: 0, isPending: true }]))
    rerender(draw([{ from: 9, to: undefined, isPending: true }, { removed: toLog(8) }, ...toLogs(7, 7)]))
    await pass(20_000)
    expect(status()).toBe('')
  })

  test('is one, and polite', async () => {
    render(draw(toLogs(3, 3)))
    await untilAttended()
    expect(document.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live]')).toHaveLength(1)
  })
})

test('LogFeed speaks in the words of the messages, and counts as its reader does', () => {
  render(
    <OnwireMessagesProvider
      locale="de"
      messages={{
        feed: { pause: 'Anhalten', newItems: (count, text) => (count === 1 ? '1 neues' : `${text} neue`) },
        logFeed: { block: (text) => `Block Nr. ${text}` },
      }}
    >
      <LogFeedView feed={toFeed([toLog(21_414_186)])} />
      <LogFeedView feed={toFeed([], { isPaused: true, newCount: 1234 })} />
    </OnwireMessagesProvider>,
  )
  for (const text of ['Block Nr. 21.414.186', 'Anhalten', '1.234 neue'])
    expect(screen.getByText(text)).toBeInTheDocument()
})

test('LogFeed is drawn from its parts, as you like', () => {
  const drawRow = (row: { readonly key: string }) => <em>{row.key.slice(-1)}</em>
  render(
    <LogFeed.Root feed={toFeed(toLogs(2, 2))}>
      <LogFeed.Viewport>
        <LogFeed.List>{drawRow}</LogFeed.List>
      </LogFeed.Viewport>
    </LogFeed.Root>,
  )
  expect(items().map((item) => item.innerHTML)).toEqual(['<em>2</em>', '<em>1</em>'])
})
