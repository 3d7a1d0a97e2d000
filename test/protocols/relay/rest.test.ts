import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { getRelayChains, relay, type RelayOptions } from '../../../src/protocols/relay/index.js'
import { askingWith } from '../support/asking.js'
import { requestId } from './news.js'

const topic = { kind: 'status', requestId } as const
const { signal } = new AbortController()

/** A service that gives one answer, and what it was asked. */
function serve(answer: () => Response | Promise<Response>, options: RelayOptions = {}) {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const protocol = relay({
    ...options,
    fetch: async (url, init) => {
      asked.push({ url: url instanceof Request ? url.url : String(url), init })
      return answer()
    },
  })
  return {
    asked,
    protocol,
    ask: (by = signal) => protocol.stateOf(topic).fetch?.(topic, askingWith(by)) ?? Promise.reject(),
  }
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })

describe('A request for a status', () => {
  test('is one GET, which no cache may answer', async () => {
    const { ask, asked } = serve(() => json({ status: 'waiting' }))
    await ask()
    expect(asked).toMatchObject([
      {
        url: `https://api.relay.link/intents/status/v3?requestId=${requestId}`,
        init: { cache: 'no-store', headers: {} },
      },
    ])
  })

  test('keeps the path and the query of the base, and asks a function for it each time', async () => {
    let count = 0
    const { ask, asked } = serve(() => json({ status: 'waiting' }), {
      apiUrl: async () => `https://app.example/relay/?token=${++count}`,
    })
    await ask()
    await ask()
    expect(asked.map(({ url }) => url)).toEqual(
      [1, 2].map((token) => `https://app.example/relay/intents/status/v3?token=${token}&requestId=${requestId}`),
    )
  })

  test('sends the key as a header', async () => {
    const { ask, asked } = serve(() => json({ status: 'waiting' }), { apiKey: 'hushhush' })
    await ask()
    expect(asked).toMatchObject([{ init: { headers: { 'x-api-key': 'hushhush' } } }])
    expect(asked[0]?.url).not.toContain('hushhush')
  })

  test('looks for fetch when it asks, not before', async () => {
    const state = relay().stateOf(topic)
    vi.stubGlobal('fetch', async () => json({ status: 'pending' }))
    await expect(state.fetch?.(topic, askingWith(signal))).resolves.toMatchObject({ status: 'pending' })
    vi.unstubAllGlobals()
  })

  test('takes an answer in which all but the status is missing', async () => {
    await expect(serve(() => json({ status: 'unknown' })).ask()).resolves.toEqual({
      requestId,
      status: 'unknown',
      inTxHashes: [],
      txHashes: [],
      refundTxHashes: [],
      extra: {},
      history: [],
    })
  })

  test('says of another answer that it is none', async () => {
    for (const answer of [
      () => new Response('<html>'),
      () => json(null),
      () => json([]),
      () => json({ status: 3 }),
      () => new Response(''),
    ]) {
      await expect(serve(answer).ask()).rejects.toMatchObject({ code: 'MALFORMED_RESPONSE', protocol: 'relay' })
    }
  })
})

describe('A pause that the service asks for', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }))
  afterEach(() => void vi.useRealTimers())

  test.each([
    ['7', 7000],
    ['0', 1000],
    ['86400', 300_000],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9000],
    ['Thu, 01 Jan 2015 00:00:00 GMT', 1000],
    ['soon', 30_000],
    [undefined, 30_000],
  ])('of %s is %i ms long', async (header, retryAfterMs) => {
    const { ask } = serve(() =>
      json({ message: 'Slow down' }, 429, header === undefined ? {} : { 'retry-after': header }),
    )
    await expect(ask()).rejects.toMatchObject({ name: 'RateLimitedError', code: 'RATE_LIMITED', retryAfterMs })
  })

  test('may come with a 503, which is an error otherwise', async () => {
    await expect(serve(() => json({}, 503, { 'retry-after': '2' })).ask()).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 2000,
    })
    await expect(serve(() => json({}, 503)).ask()).rejects.toMatchObject({ code: 'REQUEST_FAILED' })
  })
})

describe('A failure', () => {
  test('tells the status and the words of the service, and no key', async () => {
    const { ask } = serve(() => json({ message: 'Bad key hushhush-1', errorCode: 'X' }, 401), { apiKey: 'hushhush-1' })
    const error: unknown = await ask().catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'REQUEST_FAILED', message: expect.stringMatching(/HTTP 401: Bad key …/) })
    expect(String(error)).not.toContain('hushhush-1')
  })

  test('of the network is told with its cause, and no query', async () => {
    const { ask } = serve(() => Promise.reject(new TypeError('fetch failed: https://api.example/x?token=hushhush')))
    const error: unknown = await ask().catch((error: unknown) => error)
    expect(error).toMatchObject({
      code: 'REQUEST_FAILED',
      message: expect.stringContaining('fetch failed: https://api.example/x'),
    })
    expect(String(error)).not.toContain('hushhush')
  })

  test('of the function that gives the address is one as well', async () => {
    for (const apiUrl of [
      () => Promise.reject(new Error('no token')),
      () => 'nonsense?key=hushhush',
      () => 'ftp://x?key=hushhush',
    ]) {
      const state = relay({ apiUrl }).stateOf(topic)
      const error: unknown = await state.fetch?.(topic, askingWith(signal)).catch((error: unknown) => error)
      expect(error).toMatchObject({ code: 'REQUEST_FAILED' })
      expect(String(error)).not.toContain('hushhush')
    }
  })
})

test('A request that is called off rejects with the reason, and nothing is asked after that', async () => {
  const reason = new Error('unmounted')
  const { ask, asked } = serve(() => json({ status: 'waiting' }))
  await expect(ask(AbortSignal.abort(reason))).rejects.toBe(reason)
  expect(asked).toEqual([])

  const controller = new AbortController()
  const hanging = serve(
    () => new Promise((_, reject) => controller.signal.addEventListener('abort', () => reject(new Error('aborted')))),
  )
  const answer = hanging.ask(controller.signal)
  controller.abort(reason)
  await expect(answer).rejects.toBe(reason)
})

test('Chains are asked for where statuses are', async () => {
  const { asked, protocol } = serve(() => json({ chains: [{ id: 1, displayName: 'Ethereum' }] }))
  await expect(getRelayChains(protocol, signal)).resolves.toEqual([{ id: 1, displayName: 'Ethereum' }])
  expect(asked).toMatchObject([{ url: 'https://api.relay.link/chains' }])
})
