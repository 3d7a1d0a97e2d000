import { afterEach, describe, expect, test, vi } from 'vitest'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { covalent, type LogEvent } from '../../../src/protocols/covalent/index.js'
import { askingWith } from '../support/asking.js'
import { address, holder, toLog, transfer, wholeLog } from './logs.js'
import { json, serveLogs } from './serveLogs.js'

const isHead = (url: URL) => url.pathname.endsWith('/latest/')
const error = (status: number, error_code: number | string, error_message: string | null = null) =>
  json({ data: null, error: true, error_message, error_code }, status)

afterEach(() => void vi.unstubAllGlobals())

describe('A request for logs', () => {
  test('is for the head, and for the logs up to it, which no cache may answer', async () => {
    const { asked, fetch } = serveLogs({ logs: [wholeLog], head: 21_414_190 }, { apiKey: 'hushhush' })
    await expect(fetch()).resolves.toEqual({
      items: [wholeLog],
      covered: [{ from: 21_404_191, to: 21_414_190 }],
      head: { height: 21_414_190, at: NaN },
      left: [],
      hasOlder: true,
    })
    expect(asked.map(({ url }) => url.href)).toEqual([
      'https://api.covalenthq.com/v1/eth-mainnet/block_v2/latest/',
      `https://api.covalenthq.com/v1/eth-mainnet/events/address/${address}/?starting-block=21404191&ending-block=21414190&page-size=100&page-number=0`,
    ])
    for (const { init } of asked)
      expect(init).toMatchObject({ cache: 'no-store', headers: { authorization: 'Bearer hushhush' } })
  })

  test('by event names the indexed values, too', async () => {
    const topic = {
      kind: 'logs',
      chain: 1,
      eventSelector: transfer.toUpperCase().replace('0X', '0x'),
      indexedValues: [holder],
    } as const
    const { asked, fetch } = serveLogs({ logs: [], head: 100, topic })
    await fetch()
    expect(asked[1]?.url.pathname).toBe(`/v1/1/events/topics/${transfer}/`)
    expect(asked[1]?.url.searchParams.get('secondary-topics')).toBe(holder)
    expect(asked[1]?.init).toMatchObject({ headers: {} })
  })

  test('keeps the path and the query of the base, and asks a function for it each time', async () => {
    let count = 0
    const { asked, fetch } = serveLogs(
      { logs: [], head: 100 },
      { apiUrl: () => `https://app.example/logs/?token=hushhush-${++count}` },
    )
    await fetch()
    expect(asked.map(({ url }) => url.href.split('&')[0])).toEqual([
      'https://app.example/logs/eth-mainnet/block_v2/latest/?token=hushhush-1',
      `https://app.example/logs/eth-mainnet/events/address/${address}/?token=hushhush-2`,
    ])
  })

  test('takes null for no logs, and leaves out what is no log', async () => {
    const nothing = serveLogs({
      logs: [],
      head: 100,
      reply: (url) => (isHead(url) ? undefined : json({ data: { items: null, pagination: null } })),
    })
    await expect(nothing.fetch()).resolves.toMatchObject({
      items: [],
      covered: [{ from: 0, to: 100 }],
      hasOlder: false,
    })
    const odd = serveLogs({
      logs: [],
      head: 100,
      reply: (url) => (isHead(url) ? undefined : json({ data: { items: [null, 7, toLog(9), { tx_hash: 1 }] } })),
    })
    await expect(odd.fetch()).resolves.toMatchObject({ items: [toLog(9)] })
  })

  test('looks for fetch when it asks, not before', async () => {
    const { feed } = covalent()
    vi.stubGlobal('fetch', async () => error(402, 402))
    const answer = feed.fetch?.({ kind: 'logs', chain: 1, address }, askingWith(new AbortController().signal))
    await expect(answer).rejects.toMatchObject({ code: 'CREDITS_SPENT' })
  })
})

describe('A failure', () => {
  test.each<[status: number, code: number | string, expected: string]>([
    [401, 401, 'INVALID_KEY'],
    [401, '401', 'INVALID_KEY'],
    [402, 402, 'CREDITS_SPENT'],
    [403, 403, 'KEY_NOT_ALLOWED'],
    [404, 404, 'CHAIN_NOT_SUPPORTED'],
    [400, 400, 'REQUEST_FAILED'],
    [500, 'INTERNAL', 'REQUEST_FAILED'],
    [200, 401, 'INVALID_KEY'],
    [200, '402', 'CREDITS_SPENT'],
    [200, 'odd', 'MALFORMED_RESPONSE'],
  ])('with HTTP %i and error_code %o is %s', async (status, code, expected) => {
    const { fetch } = serveLogs({ logs: [], head: 1, reply: () => error(status, code, 'Its words') })
    const failure = await fetch().catch((reason: unknown) => reason)
    expect(failure).toMatchObject({ name: 'OnwireError', code: expected, protocol: 'covalent' })
    expect(String(failure)).toMatch(/The covalent service answered .+\. \S/)
  })

  test('of another kind tells the service’s words', async () => {
    const { fetch } = serveLogs({ logs: [], head: 1, reply: () => error(400, 400, 'starting-block is odd') })
    await expect(fetch()).rejects.toMatchObject({ message: expect.stringContaining('HTTP 400: starting-block is odd') })
  })

  test('shows no key, wherever it stands', async () => {
    for (const reply of [
      () => error(401, 401, 'Bad key hushhush-1'),
      () => error(400, 400, 'Bad key hushhush-1 in https://x.example/?key=hushhush-1'),
      () => Promise.reject(new TypeError('fetch failed: hushhush-1 https://api.example/?key=hushhush-1')),
    ]) {
      const { feed } = covalent({ apiKey: 'hushhush-1', fetch: async () => reply() })
      const asking = askingWith<FeedData<LogEvent>>(new AbortController().signal)
      const failure = await feed.fetch?.({ kind: 'logs', chain: 1, address }, asking).catch((reason: unknown) => reason)
      expect(failure).toBeInstanceOf(Error)
      expect(`${String(failure)} ${JSON.stringify(failure)}`).not.toContain('hushhush-1')
    }
  })

  test('is every other answer', async () => {
    const answers = [
      '<html>',
      '',
      'null',
      '[]',
      '{}',
      '{"data":null}',
      '{"data":{"items":[]}}',
      '{"data":{"items":[{"height":"7"}]}}',
    ]
    for (const body of answers)
      await expect(serveLogs({ logs: [], head: 1, reply: () => new Response(body) }).fetch()).rejects.toMatchObject({
        code: 'MALFORMED_RESPONSE',
      })
    const noList = serveLogs({
      logs: [],
      head: 1,
      reply: (url) => (isHead(url) ? undefined : json({ data: { items: {} } })),
    })
    await expect(noList.fetch()).rejects.toMatchObject({ code: 'MALFORMED_RESPONSE' })
  })

  test.each<[status: number, headers: Record<string, string>, retryAfterMs: number]>([
    [429, { 'retry-after': '7' }, 7_000],
    [429, {}, 5_000],
    [503, { 'retry-after': '2' }, 2_000],
  ])('with HTTP %i and %o is a pause of %i ms', async (status, headers, retryAfterMs) => {
    const { fetch } = serveLogs({ logs: [], head: 1, reply: () => json({}, status, headers) })
    await expect(fetch()).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs })
  })
})

describe('A key', () => {
  test('is refused in a browser with a remedy, unless that is overridden', () => {
    vi.stubGlobal('document', {})
    for (const options of [{ apiKey: 'hushhush' }, { url: 'wss://api.covalenthq.com/v1/?key=hushhush' }]) {
      let thrown: unknown
      try {
        covalent(options)
      } catch (error) {
        thrown = error
      }
      expect(thrown).toMatchObject({ code: 'API_KEY_IN_BROWSER', protocol: 'covalent' })
      expect(String(thrown)).toMatch(/covalent\(\) got an API key in a browser.+server/)
      expect(String(thrown)).not.toContain('hushhush')
      expect(covalent({ ...options, dangerouslyExposeApiKey: true }).id).toBe('covalent')
    }
    expect(covalent().id).toBe('covalent')
  })

  test('is welcome on a server; addresses that are none aren’t', () => {
    expect(covalent({ apiKey: 'hushhush' }).id).toBe('covalent')
    expect(() => covalent({ url: 'https://x.example' })).toThrow(/`url` of covalent\(\)/)
    expect(() => covalent({ apiUrl: 'nonsense' })).toThrow(/`apiUrl` of covalent\(\)/)
  })
})
