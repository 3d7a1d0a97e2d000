import { describe, expect, test } from 'vitest'
import { fusion } from '../../../src/protocols/fusion/index.js'
import type { FusionSettings } from '../../../src/protocols/fusion/options.js'
import { askingWith } from '../support/asking.js'
import { update } from './fixtures.js'
import { intentId } from './news.js'

const { signal } = new AbortController()

/** A coordinator that gives one answer, and what it was asked. */
function serve(
  answer: () => Response | Promise<Response>,
  options: Omit<FusionSettings, 'url'> & { readonly url?: string } = {},
  id = intentId,
) {
  const asked: string[] = []
  const protocol = fusion({
    url: 'https://fusion.example',
    ...options,
    fetch: async (url) => {
      asked.push(url instanceof Request ? url.url : String(url))
      return answer()
    },
  })
  const topic = { kind: 'intent', intentId: id } as const
  return { asked, ask: () => protocol.stateOf(topic).fetch?.(topic, askingWith(signal)) ?? Promise.reject() }
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })

describe('A request for an intent', () => {
  test.each([update, { intent: update }, { data: update }, { success: true, data: update }])(
    'takes the bare one, and one within an envelope',
    async (body) => {
      await expect(serve(() => json(body)).ask()).resolves.toMatchObject({
        intentId,
        status: 'executing',
        updatedAt: update.updatedAt,
      })
    },
  )

  test('is one GET below the coordinator, or below the base that is given', async () => {
    const near = serve(() => json(update))
    const far = serve(() => json(update), { apiUrl: async () => 'https://api.example/v2/?token=hushhush' }, 'a/b?c')
    await near.ask()
    await far.ask()
    expect(near.asked).toEqual([`https://fusion.example/api/intents/${intentId}`])
    expect(far.asked).toEqual(['https://api.example/v2/api/intents/a%2Fb%3Fc?token=hushhush'])
  })

  test('takes when it was answered for news only where nothing better is told', async () => {
    const ask = (received: object) => serve(() => json({ status: 'matched', timestamp: 1765989809, ...received })).ask()
    await expect(ask({})).resolves.toMatchObject({ updatedAt: 1765989809000 })
    const data = await ask({ updatedAt: 1765989808 })
    expect(data).toMatchObject({ updatedAt: 1765989808000 })
    expect(data).not.toHaveProperty('timestamp')
  })

  test('answers that there is none with a state', async () => {
    for (const answer of [
      () => json({ error: 'Intent not found' }, 404),
      () => new Response('Cannot GET', { status: 404 }),
    ])
      await expect(serve(answer).ask()).resolves.toMatchObject({ intentId, status: 'not_found' })
  })

  test('says of another answer that it is none', async () => {
    for (const body of [null, [], {}, { intent: null }, { status: 3 }, { data: [] }, { proofStatus: 'verified' }])
      await expect(serve(() => json(body)).ask()).rejects.toMatchObject({
        code: 'MALFORMED_RESPONSE',
        protocol: 'fusion',
      })
    await expect(serve(() => new Response('<html>')).ask()).rejects.toMatchObject({ code: 'MALFORMED_RESPONSE' })
    await expect(serve(() => json(update, 500)).ask()).rejects.toMatchObject({ code: 'REQUEST_FAILED' })
    await expect(serve(() => json({}, 429)).ask()).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  })
})

test('Only single intents can be asked for', () => {
  const { stateOf } = fusion({ url: 'https://fusion.example' })
  expect(stateOf({ kind: 'intents' }).fetch).toBeUndefined()
  expect(stateOf({ kind: 'stats' }).fetch).toBeUndefined()
})

describe('The options of Fusion', () => {
  const refusal = (options: object): unknown => {
    try {
      return fusion({ url: 'https://fusion.example', ...options })
    } catch (error) {
      return error
    }
  }

  test('are a coordinator that must be named, and an id that may be', () => {
    expect(fusion({ url: () => 'https://fusion.example' })).toMatchObject({
      id: 'fusion',
      name: 'fusion',
      requestsPerMinute: 180,
    })
    expect(fusion({ url: 'http://localhost:4000', id: 'mine', requestsPerMinute: 20 })).toMatchObject({
      id: 'mine',
      requestsPerMinute: 20,
    })
  })

  test('are refused at once where they are no addresses, without showing a query', () => {
    for (const options of [
      { url: undefined },
      { url: '' },
      { url: 'fusion.example?token=hushhush' },
      { url: 'wss://fusion.example?token=hushhush' },
      { apiUrl: '/api?token=hushhush' },
      { apiUrl: 7 },
    ]) {
      const error = refusal(options)
      expect(error).toMatchObject({
        name: 'OnwireError',
        code: 'INVALID_URL',
        remedy: expect.stringMatching(/Pass an absolute http/),
      })
      expect(String(error)).not.toContain('hushhush')
    }
  })
})

test('The statistics are asked for again at every second ping, and only while somebody watches them', () => {
  const { check, live } = fusion({ url: 'https://fusion.example' })
  expect(live.sync([{ kind: 'intents' }, { kind: 'stats' }], [])).toEqual([['subscribe:all']])
  // Nothing but joining is answered by the statistics.
  expect(live.sync([{ kind: 'intents' }, { kind: 'stats' }], [{ kind: 'intents' }])).toEqual([['subscribe:all']])
  expect(live.sync([{ kind: 'intents' }], [{ kind: 'intents' }, { kind: 'stats' }])).toEqual([])
  expect(live.sync([], [{ kind: 'intents' }, { kind: 'stats' }])).toEqual([['unsubscribe:all']])
  expect(check(JSON.parse('{"kind":"constructor"}'))).toMatchObject({ protocol: 'fusion' })
  expect(check(JSON.parse('{"kind":"intent","intentId":7}'))).toMatchObject({ code: 'INVALID_INTENT_ID' })
})
