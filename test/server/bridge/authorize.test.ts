import {
  type AskedTopic,
  type CreateBridgeOptions,
  createBridge,
  type RelayProtocol,
  relay,
  webhookRelay,
} from 'onwire/server'
import { covalent } from 'onwire/server/covalent'
import { fusion } from 'onwire/server/fusion'
import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import { base, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'
import { createQuietRelay } from './support/quietRelay.js'

const id = `0x${'ef'.repeat(32)}`
const other = `0x${'01'.repeat(32)}`
const snapshot = () => new Request(`${base}/snapshot?topic=${encodeURIComponent(JSON.stringify(toTopic(id)))}`)
const quiet = { protocols: [createQuietRelay()], onDiagnostic() {} }

test('Topics are typed by the protocols, and told apart by their kind', () => {
  const bridge = createBridge({
    protocols: [
      relay(),
      covalent(),
      fusion({ url: 'https://fusion.example' }),
      webhookRelay({ credentials: () => Promise.resolve({ key: 'hushhush-key', secret: 'hushhush-secret' }) }),
    ],
    authorize: {
      relay: (_, { topic }) => topic.kind === 'status' && topic.requestId.startsWith('0x'),
      covalent: (_, { topic }) => topic.kind === 'logs' && 'address' in topic && topic.address === id,
      async fusion(_, { topic }) {
        // @ts-expect-error -- Of statistics there is no such thing.
        if (topic.kind === 'stats') return topic.intentId === id
        return topic.kind === 'intent' && topic.intentId === id
      },
      'webhook-relay': (_, { topic }) => topic.kind === 'webhooks' && topic.buckets?.length === 1,
    },
    onDiagnostic() {},
  })
  void bridge.close()
  expectTypeOf<AskedTopic<RelayProtocol>['topic']['requestId']>().toBeString()
})

test.each<[string, (ask: () => boolean) => CreateBridgeOptions['authorize'], readonly string[]]>([
  ['one function for all', (ask) => ask, []],
  ['the entry of its protocol', (ask) => ({ fusion: ask }), []],
  ['an entry for the list of all', (ask) => ({ fusion: () => true, 'fusion:intents': ask }), ['intents']],
  ['both entries', (ask) => ({ 'fusion:intents': ask, 'fusion:stats': ask }), ['intents', 'stats']],
])("Fusion's room for its own people, with %s, is asked for by its own entries only", async (_name, to, kinds) => {
  const ask = vi.fn<() => boolean>(() => false)
  const missing: string[] = []
  const bridge = createBridge({
    protocols: [fusion({ url: 'https://fusion.example' })],
    authorize: to(ask),
    onDiagnostic: ({ code, message }) => code === 'NO_AUTHORIZE' && missing.push(message),
  })
  const before = missing.length
  for (const kind of ['intents', 'stats']) {
    const topic = encodeURIComponent(JSON.stringify({ protocol: 'fusion', topic: { kind } }))
    ask.mockClear()
    for (const _time of [1, 2])
      expect((await bridge.fetch(new Request(`${base}/snapshot?topic=${topic}`))).status).toBe(403)
    expect(ask).toHaveBeenCalledTimes(kinds.includes(kind) ? 2 : 0)
  }
  void bridge.close()
  // Told once a kind, however often it is asked for.
  const untold = ['intents', 'stats'].filter((kind) => !kinds.includes(kind))
  expect(missing.slice(before)).toEqual(untold.map((kind) => expect.stringContaining(`'fusion:${kind}'`)))
})

test('One protocol alone needs no kind', async () => {
  const bridge = createBridge({
    ...quiet,
    authorize(_, { topic }) {
      // @ts-expect-error -- It is Relay's.
      if (topic.intentId) return true
      return topic.requestId === id
    },
  })
  expect((await bridge.fetch(snapshot())).status).toBe(200)
  void bridge.close()
  // As an app keeps its options.
  const options: CreateBridgeOptions = { ...quiet, authorize: (_, { key }) => key === id }
  void createBridge(options).close()
})

test.each([1, 'yes', {}, [], 'false', null, undefined, { allowed: false }])(
  '`authorize` that answers %j has not said yes',
  async (answer) => {
    const received = vi.fn<(diagnostic: { readonly code: string }) => void>()
    const bridge = createBridge({
      ...quiet,
      // @ts-expect-error -- As JavaScript may have it.
      authorize: async () => answer,
      onDiagnostic: received,
    })
    expect((await bridge.fetch(snapshot())).status).toBe(403)
    expect(received).toHaveBeenCalledWith(expect.objectContaining({ code: 'AUTHORIZE_FAILED', level: 'error' }))
    void bridge.close()
  },
)

describe('`authenticate`', () => {
  const find = (request: Request) => {
    const name = request.headers.get('x-user')
    return name === null ? undefined : { name }
  }

  test('is asked once a request, and authorize is told for each topic who asks', async () => {
    const authenticate = vi.fn<(request: Request) => Promise<ReturnType<typeof find>>>(async (request) => find(request))
    const users: string[] = []
    const bridge = createBridge({
      ...quiet,
      authenticate,
      authorize(_, { topic }, user) {
        expectTypeOf(user).toEqualTypeOf<{ name: string }>()
        users.push(`${user.name} ${topic.requestId.slice(0, 4)}`)
        return topic.requestId === id
      },
    })
    const headers = { 'content-type': 'application/json', 'x-user': 'ann' }
    const response = await bridge.fetch(toEventsRequest([toTopic(id), toTopic(other)], undefined, { headers }))
    const reader = readEvents(response)
    await settle()
    expect(reader.eventNames()).toContain('subscribed')
    expect(users).toEqual(['ann 0xef', 'ann 0x01'])
    expect(authenticate).toHaveBeenCalledTimes(1)
    void bridge.close()
  })

  test.each<[string, () => unknown, number?, string?]>([
    ['knows nobody', () => undefined],
    ['knows nobody, by null', () => null],
    ['knows nobody, by false', async () => false],
    [
      'throws',
      () => {
        throw new Error('the session store is away')
      },
      503,
      'AUTHENTICATE_FAILED',
    ],
    ['rejects', () => Promise.reject(new Error('the session store is away')), 503, 'AUTHENTICATE_FAILED'],
  ])('that %s keeps `authorize` from being asked', async (_, authenticate, status = 401, code = 'UNAUTHENTICATED') => {
    const authorize = vi.fn<() => boolean>(() => true)
    const codes: string[] = []
    const onDiagnostic = ({ code }: { readonly code: string }) => codes.push(code)
    const bridge = createBridge({ ...quiet, authenticate, authorize, onDiagnostic })
    for (const request of [toEventsRequest([toTopic(id)]), snapshot()]) {
      const response = await bridge.fetch(request)
      expect([response.status, await response.json()]).toMatchObject([status, { code }])
    }
    expect(authorize).not.toHaveBeenCalled()
    expect(new Set(codes)).toEqual(new Set([code]))
    void bridge.close()
  })

  test('that knows nobody keeps no reader’s place', async () => {
    const bridge = createBridge({ ...quiet, authenticate: find, authorize: () => true, limits: { readers: 1 } })
    for (let nth = 0; nth < 3; nth++) expect((await bridge.fetch(toEventsRequest([toTopic(id)]))).status).toBe(401)
    const headers = { 'content-type': 'application/json', 'x-user': 'ann' }
    expect((await bridge.fetch(toEventsRequest([toTopic(id)], undefined, { headers }))).status).toBe(200)
    void bridge.close()
  })

  test('may be left out: then nobody is anybody', async () => {
    const users: unknown[] = []
    const bridge = createBridge({
      ...quiet,
      authorize(_, _topic, user) {
        expectTypeOf(user).toBeUndefined()
        return users.push(user) > 0
      },
    })
    expect((await bridge.fetch(snapshot())).status).toBe(200)
    void bridge.close()
    expect(users).toEqual([undefined])
  })

  test('is required to be a function', () => {
    // @ts-expect-error -- As JavaScript may have it.
    expect(() => createBridge({ ...quiet, authenticate: 'session', authorize: () => true })).toThrow(/`authenticate`/)
  })
})
