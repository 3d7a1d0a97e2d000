import { bridge } from 'onwire/bridge'
import { relay } from 'onwire/relay'
import { createBridge, type BridgeOptions } from 'onwire/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createQuietRelay } from '../../server/bridge/support/quietRelay.js'
import { askingWith } from '../support/asking.js'

const topic = { kind: 'status', requestId: `0x${'ab'.repeat(32)}` } as const
const base = 'https://app.example/api/onwire'

/** What a page gets that asks for a status through this answer. */
function ask(answer: (request: Request) => Response | Promise<Response>, url: Parameters<typeof bridge>[0] = base) {
  const via = bridge(url, { fetch: async (input, init) => answer(new Request(input, init)) })
  const asked = relay({ via }).stateOf(topic).fetch?.(topic, askingWith(new AbortController().signal))
  return asked ?? Promise.reject(new Error('not pollable'))
}

function serve(options: Partial<BridgeOptions>) {
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

describe('what a bridge refuses', () => {
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

  test.each<[string, Partial<BridgeOptions>]>([
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

  test('with a page of a proxy’s shows nothing of it', async () => {
    const said = ask(() => new Response('<html>Bad gateway</html>', { status: 502 }))
    await expect(said).rejects.toMatchObject({ code: 'REQUEST_FAILED', message: expect.not.stringContaining('<html') })
  })
})

test('a bridge that is away is not called the service', async () => {
  const said = ask(() => Promise.reject(new TypeError('fetch failed')))
  await expect(said).rejects.toMatchObject({
    code: 'REQUEST_FAILED',
    message: expect.stringMatching(/^The bridge could not be asked: TypeError: fetch failed\./),
    remedy: expect.stringMatching(/bridge\(\)/),
  })
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
