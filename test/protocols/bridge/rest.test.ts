import { bridge } from 'onwire/bridge'
import { relay, type RelayStatus, type RelayTopic } from 'onwire/relay'
import { createBridge, type CreateBridgeOptions } from 'onwire/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { RateLimitedError } from '../../../src/core/contract/errors.js'
import { createQuietRelay } from '../../server/bridge/support/quietRelay.js'
import { createEngine } from '../../../src/core/engine/engine.js'
import { createTestEnvironment } from '../../support/environment.js'
import { askingWith } from '../support/asking.js'

const topic = { kind: 'status', requestId: `0x${'ab'.repeat(32)}` } as const
const base = 'https://app.example/api/onwire'

/** What a page gets that asks for a status through this answer. */
function ask(answer: (request: Request) => Response | Promise<Response>, url: Parameters<typeof bridge>[0] = base) {
  const via = bridge(url, { fetch: async (input, init) => answer(new Request(input, init)) })
  const asked = relay({ via }).stateOf(topic).fetch?.(topic, askingWith(new AbortController().signal))
  return asked ?? Promise.reject(new Error('not pollable'))
}

function serve(options: Partial<CreateBridgeOptions>) {
  const made = createBridge({
    protocols: [createQuietRelay()],
    authorize: () => true,
    onDiagnostic: () => {},
    ...options,
  })
  onTestFinished(() => made.close())
  return made.fetch
}

const json = (body: unknown, status: number) => Response.json(body, { status })

describe('What a bridge refuses', () => {
  test('keeps its code and its words, and the remedy is one for a bridge', async () => {
    const said = ask(serve({ authorize: () => false }))
    await expect(said).rejects.toMatchObject({
      name: 'OnwireError',
      code: 'FORBIDDEN',
      protocol: 'relay',
      message: expect.stringMatching(/^The bridge refused: `authorize` does not let this request see the topic\. \S/),
      remedy: expect.stringMatching(/createBridge/),
    })
  })

  test.each<[string, Partial<CreateBridgeOptions>]>([
    ['UNKNOWN_PROTOCOL', { protocols: [{ ...createQuietRelay(), id: 'another' }] }],
    ['UPSTREAM_FAILED', { protocols: [createQuietRelay(async () => json({ message: 'words of the service' }, 500))] }],
  ])('%s is an error of its own', async (code, options) => {
    const error: unknown = await ask(serve(options)).catch((error: unknown) => error)
    expect(error).toMatchObject({ code, remedy: expect.not.stringContaining('apiUrl') })
    expect(String(error)).not.toContain('words of the service')
  })

  test('is cut short, shows no query, and is nothing but text', async () => {
    const message = `see https://app.example/?key=hushhush ${'x'.repeat(5_000)}`
    const error: unknown = await ask(() => json({ ok: false, code: 'FORBIDDEN', message }, 403)).catch(
      (e: unknown) => e,
    )
    expect(error).toMatchObject({ code: 'FORBIDDEN' })
    expect(String(error).length).toBeLessThan(600)
    expect(String(error)).not.toContain('hushhush')
  })

  test.each([
    ['a code that is none', { ok: false, code: '<b>', message: 'x' }],
    ['a code that is long', { ok: false, code: 'X'.repeat(100), message: 'x' }],
    ['a code that is no text', { ok: false, code: {}, message: 'x' }],
    ['words that are none', { ok: false, code: 'FORBIDDEN', message: { html: '<b>' } }],
    ['a message of another kind', { error: 'unauthorized' }],
    ['null', null],
  ])('with %s is a request that failed', async (_what, body) => {
    const said = ask(() => json(body, 403))
    await expect(said).rejects.toMatchObject({
      code: 'REQUEST_FAILED',
      message: expect.stringMatching(/^The bridge answered HTTP 403/),
      remedy: expect.not.stringContaining('apiUrl'),
    })
  })

  test.each<[string, number, BodyInit | null, string | undefined, string]>([
    [
      'a page of the app’s own',
      200,
      '<html>',
      'text/html; charset=utf-8',
      ' with text/html; charset=utf-8 in place of JSON',
    ],
    ['a page of a proxy’s', 502, '<html>', 'text/html', ' with text/html in place of JSON'],
    ['no message', 401, '{"error":"unauthorized"}', 'application/json', ''],
    ['a message that is none', 401, '{"message":{"html":"<b>"}}', 'application/json', ''],
    ['a word in JSON', 401, '"Unauthorized"', 'application/json', ': Unauthorized'],
    ['a word in JSON, without a type', 401, 'null', undefined, ''],
    ['nothing at all', 401, null, undefined, ''],
    ['nothing at all, though it went well', 200, null, undefined, ''],
  ])('with %s says so, and never "undefined"', async (_what, status, body, type, said) => {
    const answer = new Response(body, { status })
    answer.headers.delete('content-type')
    if (type) answer.headers.set('content-type', type)
    const remedy = 'If this lasts, check the address in bridge(), and what answers there.'
    await expect(ask(() => answer)).rejects.toMatchObject({
      code: status === 200 ? 'MALFORMED_RESPONSE' : 'REQUEST_FAILED',
      message: `The bridge answered HTTP ${status}${said}. ${remedy}`,
      remedy,
    })
  })

  test('with a page of a proxy’s shows nothing of it', async () => {
    const said = ask(() => new Response('<html>Bad gateway</html>', { status: 502 }))
    await expect(said).rejects.toMatchObject({ code: 'REQUEST_FAILED', message: expect.not.stringContaining('<html') })
  })
})

test('A bridge that is away is not called the service', async () => {
  const said = ask(() => Promise.reject(new TypeError('fetch failed')))
  await expect(said).rejects.toMatchObject({
    code: 'REQUEST_FAILED',
    message: expect.stringMatching(/^The bridge could not be asked: TypeError: fetch failed\./),
    remedy: expect.stringMatching(/bridge\(\)/),
  })
})

test.each([
  ['one that asks for a pause', RateLimitedError, /^Requests for relay are to pause\./, 429],
  ['one that is going', RateLimitedError, /^Requests for relay are to pause\./, 503],
])('%s is not called the service', async (_what, type, message, status) => {
  const error: unknown = await ask(() => Response.json({}, { status, headers: { 'retry-after': '5' } })).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(type)
  expect(error).toMatchObject({ code: 'RATE_LIMITED', message: expect.stringMatching(message) })
})

test('A bridge that does not answer in time, or lets nobody in, is not called the service', async () => {
  const { clock, environment } = createTestEnvironment()
  const diagnostics: string[] = []
  let status: number | undefined
  const engine = createEngine<RelayTopic, RelayStatus>({
    protocol: relay({
      via: bridge(base, { fetch: () => (status ? Promise.resolve(json({}, status)) : new Promise(() => {})) }),
    }),
    environment,
    graceMs: 0,
    pollingIntervalMs: 3_000,
    onDiagnostic: ({ code, message }) => diagnostics.push(`${code} ${message}`),
    batch: (write) => write(),
  })
  onTestFinished(() => engine.close())
  const said = engine
    .topic(topic)
    .snapshot()
    .catch((thrown: unknown) => thrown)
  await clock.advanceAsync(10_000)
  expect(await said).toMatchObject({
    code: 'REQUEST_TIMEOUT',
    protocol: 'relay',
    message: 'No answer for relay came within 10 s. It is asked again.',
  })
  status = 401
  engine.topic(topic).watch({ refetch: () => Promise.resolve() })
  await clock.advanceAsync(1_000)
  expect(diagnostics).toContain('CONNECTION_REFUSED This client was refused: CLOSE_401.')
})

test.each<[string, Parameters<typeof bridge>[0]]>([
  ['a relative address', '/api/onwire'],
  ['a function that gives one', async () => '/api/onwire'],
])('%s means nothing on a server, which is said', async (_what, url) => {
  const said = ask(() => Response.json({}), url)
  await expect(said).rejects.toMatchObject({
    code: 'RELATIVE_URL',
    message: expect.stringMatching(/^bridge\(\) .*absolute/),
    remedy: expect.stringMatching(/absolute/),
  })
})
