import { covalent } from 'onwire/server/covalent'
import { type BridgeCalls, type BridgeDiagnostic, createBridge, type CreateBridgeOptions } from 'onwire/server'
import { type CovalentSimulatorOptions, createCovalentSimulator } from 'onwire/testing'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { matchCallPath, readCallPath } from '../../../src/server/bridge/calls/callPath.js'
import { createTestEnvironment } from '../../support/environment.js'

const apiKey = 'hushhush-of-covalent-0123456789'
const base = 'https://app.example/api/onwire'
const contract = `0x${'ab'.repeat(20)}`
const template = '/{chain}/tokens/{contract}/nft_metadata/{id}/'
const toPath = (id: string | number) => `/1/tokens/${contract}/nft_metadata/${id}/`

const toRequest = (path: string, protocol = 'covalent', init: RequestInit = {}) =>
  new Request(`${base}/call?${new URLSearchParams({ protocol, path })}`, init)

type Options = Omit<Partial<CreateBridgeOptions>, 'calls'> & {
  readonly calls?: Partial<BridgeCalls>
  readonly simulator?: CovalentSimulatorOptions
  readonly requestsPerMinute?: number
}

function createSetup({ calls, requestsPerMinute = 6_000, simulator: own, ...options }: Options = {}) {
  const { clock, environment } = createTestEnvironment()
  const simulator = createCovalentSimulator({ clock, seed: 7, apiKeys: [apiKey], ...own })
  const { apiUrl, fetch } = simulator
  const diagnostics: BridgeDiagnostic[] = []
  const bridge = createBridge({
    protocols: [covalent({ apiKey, apiUrl, fetch, socket: false, requestsPerMinute, requestBurst: requestsPerMinute })],
    authorize: () => true,
    calls: { covalent: { paths: [template], authorize: () => true, ...calls } },
    environment,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    ...options,
  })
  onTestFinished(() => bridge.close())
  return {
    clock,
    diagnostics,
    simulator,
    async ask(request: Request) {
      const answer = bridge.fetch(request)
      for (let turn = 0; turn < 40; turn += 1) await clock.advanceAsync(50)
      const { headers, status } = await answer
      const text = await (await answer).text()
      return { status, headers, text, json: JSON.parse(text) }
    },
    bridge,
  }
}

describe('A path of the whitelist', () => {
  test.each<[string, string, Record<string, string> | undefined]>([
    [template, toPath(42), { chain: '1', contract, id: '42' }],
    [template, toPath(42).slice(0, -1), undefined],
    [template, `${toPath(42)}x`, undefined],
    [template, `/1/tokens/${contract}/nft_metadata//`, undefined],
    [template, `/../tokens/${contract}/nft_metadata/42/`, undefined],
    [template, `/./tokens/${contract}/nft_metadata/42/`, undefined],
    [template, `/1/tokens/${contract}/nft_metadata/4%2F2/`, undefined],
    [template, `/1/tokens/${contract}/nft_metadata/4?x=1/`, undefined],
    [template, `/1/tokens/${contract}/nft_metadata/4#x/`, undefined],
    [template, `/1/tokens/${contract}/nft_metadata/4\\2/`, undefined],
    [template, `/1/tokens/${contract}/nft_metadata/${'4'.repeat(101)}/`, undefined],
    [template, `//evil.example/tokens/${contract}/nft_metadata/42/`, undefined],
    [template, `https://evil.example${toPath(42)}`, undefined],
    [
      template,
      '/1/tokens/constructor/nft_metadata/__proto__/',
      { chain: '1', contract: 'constructor', id: '__proto__' },
    ],
    ['/chains/', '/chains/', {}],
    ['/chains/', '/CHAINS/', undefined],
  ])('such as %s lets %s have %o', (from, path, params) => {
    const read = readCallPath(from)
    expect(read && matchCallPath([read], path)?.params).toEqual(params)
  })

  test.each(['chains', '', '/{a b}/', '/x/../y', '/x y/', '/a?b?c', '/{chain', 7, undefined])('is not %s', (entry) => {
    expect(readCallPath(entry)).toBeUndefined()
    expect(() => createSetup({ calls: { paths: [entry as string] } })).toThrow(/INVALID_PATH|no path/)
  })
})

test('A call is made with the key, and answered with what the service says, once for all who ask', async () => {
  const { ask, simulator } = createSetup()
  const first = await ask(toRequest(toPath(42)))
  expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(first.json).toMatchObject({ protocol: 'covalent', path: toPath(42) })
  expect(first.json.data.data.items[0].nft_data[0].external_data.name).toBe('Token #42')
  const both = await Promise.all([ask(toRequest(toPath(42))), ask(toRequest(toPath(42)))])
  expect(both.map(({ text }) => text)).toEqual([first.text, first.text])
  expect(simulator.counters.requests).toEqual({ [`/v1${toPath(42)}`]: 1 })
})

test('An answer is asked for again once it is older than `cacheMs`', async () => {
  const { ask, clock, simulator } = createSetup({ calls: { cacheMs: 10_000 } })
  await ask(toRequest(toPath(1)))
  await clock.advanceAsync(10_000)
  await ask(toRequest(toPath(1)))
  expect(simulator.counters.restRequests).toBe(2)
})

test('A query of the whitelist is sent as it stands, and none of a page is', async () => {
  const { ask, simulator } = createSetup({ calls: { paths: ['/{chain}/block_v2/latest/?no-logs=true'] } })
  expect((await ask(toRequest('/1/block_v2/latest/?page-size=9'))).status).toBe(404)
  const { json, status } = await ask(toRequest('/1/block_v2/latest/'))
  expect([status, json.data.data.items.length, simulator.counters.restRequests]).toEqual([200, 1, 1])
})

describe('A call is refused, and nothing is asked for,', () => {
  const asked = vi.fn<BridgeCalls['authorize']>(() => true)
  test.each<[string, Options, Request, number, string]>([
    ['by another path', {}, toRequest('/1/block_v2/latest/'), 404, 'UNKNOWN_CALL'],
    ['at a service without a whitelist', {}, toRequest(toPath(1), 'relay'), 404, 'UNKNOWN_CALL'],
    ['at one that everything has', {}, toRequest(toPath(1), 'constructor'), 404, 'UNKNOWN_CALL'],
    ['without a path', {}, new Request(`${base}/call`), 404, 'UNKNOWN_CALL'],
    ['by a long path', {}, toRequest(`/${'1'.repeat(20_000)}`), 404, 'UNKNOWN_CALL'],
    ['by another method', {}, toRequest(toPath(1), 'covalent', { method: 'POST' }), 405, 'WRONG_METHOD'],
    ['where nobody is signed in', { authenticate: () => undefined }, toRequest(toPath(1)), 401, 'UNAUTHENTICATED'],
    ['by `authorize`', { calls: { authorize: () => false } }, toRequest(toPath(1)), 403, 'FORBIDDEN'],
    ['by a yes that is no `true`', { calls: { authorize: () => 1 as never } }, toRequest(toPath(1)), 403, 'FORBIDDEN'],
    [
      'by a throw',
      { calls: { authorize: () => Promise.reject(new Error('no')) } },
      toRequest(toPath(1)),
      403,
      'FORBIDDEN',
    ],
  ])('%s', async (_, options, request, status, code) => {
    const { ask, simulator } = createSetup(options)
    const answer = await ask(request)
    expect([answer.status, answer.json.code]).toEqual([status, code])
    expect(simulator.counters.restRequests).toBe(0)
  })

  test('and who may is told to `authorize`, with the user and the words of the path', async () => {
    const { ask } = createSetup({ authenticate: () => 'ann', calls: { authorize: asked } })
    await ask(toRequest(toPath(7)))
    const params = { chain: '1', contract, id: '7' }
    expect(asked.mock.calls[0]?.slice(1, 3)).toEqual([
      { protocol: 'covalent', path: toPath(7), template, params },
      'ann',
    ])
  })
})

test('Without `calls` there is no such route', async () => {
  const { bridge } = createSetup({ calls: undefined as never })
  expect((await bridge.fetch(new Request(`${base}/calls`))).status).toBe(404)
})

test.each(['error', 'wrong-key', 'credits-spent', 'html', 'down'] as const)(
  'A call that fails (%s) is a 502 without the service’s words and the key, and is told to the operator',
  async (fault) => {
    const { ask, diagnostics, simulator } = createSetup()
    simulator.faults.breakRest(fault)
    const { json, status, text } = await ask(toRequest(toPath(1)))
    expect([status, json.code]).toEqual([502, 'UPSTREAM_FAILED'])
    expect(text + JSON.stringify(diagnostics.map(({ cause, ...rest }) => [rest, String(cause)]))).not.toContain(apiKey)
    expect(diagnostics.at(-1)).toMatchObject({ code: 'UPSTREAM_FAILED', protocol: 'covalent', key: toPath(1) })
    // A failure isn't kept.
    simulator.faults.restoreRest()
    expect((await ask(toRequest(toPath(1)))).status).toBe(200)
  },
)

test('Strangers’ calls have half of the service’s budget', async () => {
  const { bridge, clock, simulator } = createSetup({ requestsPerMinute: 40 })
  const answers = Array.from({ length: 50 }, (_, token) => bridge.fetch(toRequest(toPath(token))))
  await clock.advanceAsync(59_000)
  expect(simulator.counters.restRequests).toBeLessThanOrEqual(20)
  expect(simulator.counters.restRequests).toBeGreaterThan(5)
  await clock.advanceAsync(300_000)
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200))
  expect(simulator.counters.restRequests).toBe(50)
})

test.each<[string, () => unknown, string]>([
  ['of an unknown protocol', () => createSetup({ calls: {}, protocols: [], authorize: () => true }), 'NO_PROTOCOL'],
  ['without `authorize`', () => createSetup({ calls: { authorize: undefined as never } }), 'NO_AUTHORIZE'],
])('Calls %s are a mistake', (_, make, code) => {
  expect(make).toThrow(expect.objectContaining({ code }))
})
