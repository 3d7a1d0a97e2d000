import {
  createMemoryWebhookStore,
  createRelayWebhookHandler,
  type RelayWebhookDelivery,
  type RelayWebhookDiagnostic,
  type RelayWebhookEvent,
  type RelayWebhookHandlerOptions,
  type WebhookStore,
} from 'onwire/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { apiKey, readSample, sentAt, toBody, toSignedHeaders, toWebhookRequest } from './support/webhooks.js'

const sample = readSample()
const now = () => sentAt + 1000

/** A handler, what it took in, and what it said of it. */
function createHandler(options: Partial<RelayWebhookHandlerOptions> = {}) {
  const taken: string[] = []
  const diagnostics: RelayWebhookDiagnostic[] = []
  const handler = createRelayWebhookHandler({
    apiKey,
    now,
    onEvent: ({ data }, { isLate }) => void taken.push(isLate ? `${data.status} (late)` : data.status),
    onDiagnostic: (diagnostic) => void diagnostics.push(diagnostic),
    ...options,
  })
  const answer = async (request: Request) => {
    const response = await handler(request)
    const { code } = (await response.clone().json()) as { code: string }
    return { status: response.status, code, response }
  }
  const post = async (body: string, headers?: Record<string, string>) => {
    const { status, code } = await answer(toWebhookRequest(body, headers))
    return `${status} ${code}`
  }
  return { answer, diagnostics, handler, post, taken }
}

/** A promise, and what settles it. */
function createGate() {
  let open: (() => void) | undefined
  let fail: ((error: Error) => void) | undefined
  const passed = new Promise<void>((resolve, reject) => {
    open = resolve
    fail = reject
  })
  return { passed, open: () => open?.(), fail: () => fail?.(new Error('the database is away')) }
}

afterEach(() => vi.restoreAllMocks())

describe('The handler of webhooks answers', () => {
  test('200 once the event is safe, and not before', async () => {
    const gate = createGate()
    const { post } = createHandler({ onEvent: () => gate.passed })
    const settled = vi.fn<(answer: string) => void>()
    const answer = post(sample).then(settled)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(settled).not.toHaveBeenCalled()
    gate.open()
    await answer
    expect(settled).toHaveBeenCalledWith('200 HANDLED')
  })

  test.each([
    ['it rejects', () => Promise.reject(new Error('away'))],
    [
      'it throws',
      () => {
        throw new Error('away')
      },
    ],
  ])('503 where onEvent fails because %s, and handles the retry', async (_how, fail) => {
    const onEvent = vi.fn<(event: RelayWebhookEvent) => unknown>(fail)
    const { diagnostics, post } = createHandler({ onEvent })
    expect(await post(sample)).toBe('503 EVENT_FAILED')
    expect(diagnostics[0]).toMatchObject({ level: 'error', cause: new Error('away'), requestId: '0x...' })
    expect(diagnostics[0]?.message).not.toContain('away')
    onEvent.mockReturnValue(undefined)
    expect(await post(sample)).toBe('200 HANDLED')
    expect(onEvent).toHaveBeenCalledTimes(2)
  })

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('405 to %s, with what is allowed', async (method) => {
    const { handler } = createHandler()
    const response = await handler(new Request('https://app.example', { method }))
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test.each([
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['application/cloudevents+json', 200],
    ['APPLICATION/JSON', 200],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/jsonp', 415],
    ['', 415],
  ])('the type %j with %i', async (type, status) => {
    const { answer } = createHandler()
    const request = toWebhookRequest(sample, { ...toSignedHeaders(sample), 'content-type': type })
    expect((await answer(request)).status).toBe(status)
  })

  test('a webhook that names no type by its signature', async () => {
    const { 'content-type': _type, ...headers } = toSignedHeaders(sample)
    const request = new Request('https://x.example', {
      method: 'POST',
      headers,
      body: new TextEncoder().encode(sample),
    })
    expect(request.headers.has('content-type')).toBe(false)
    expect((await createHandler().answer(request)).status).toBe(200)
  })

  test('404 elsewhere, where a path is given', async () => {
    const { answer } = createHandler({ path: '/webhooks/relay/' })
    expect((await answer(toWebhookRequest(sample))).status).toBe(200)
    for (const path of ['/', '/webhooks', '/webhooks/relay/more', '/Webhooks/relay'])
      expect((await answer(new Request(`https://app.example${path}`, { method: 'POST' }))).status).toBe(404)
  })

  test('401 to strangers, 400 to what Relay signed and nobody can read, each with its code', async () => {
    const { post } = createHandler()
    const signed = toSignedHeaders(sample)
    const { 'x-signature-sha256': _signature, ...unsigned } = signed
    const { 'x-signature-timestamp': _time, ...untimed } = signed
    expect(await post(sample, unsigned)).toBe('401 MISSING_SIGNATURE')
    expect(await post(sample, untimed)).toBe('401 MISSING_TIMESTAMP')
    expect(await post(sample, { ...signed, 'x-signature-sha256': 'abc' })).toBe('401 MALFORMED_SIGNATURE')
    expect(await post(sample, { ...signed, 'x-signature-timestamp': 'abc' })).toBe('401 MALFORMED_TIMESTAMP')
    expect(await post(sample.slice(0, -2), signed)).toBe('401 BAD_SIGNATURE')
    for (const [body, code] of [
      ['no json', 'NOT_JSON'],
      ['{"event":"request.created"}', 'UNKNOWN_EVENT'],
      ['{"event":"request.status.updated","data":{}}', 'MALFORMED_EVENT'],
    ] as const)
      expect(await post(body, toSignedHeaders(body))).toBe(`400 ${code}`)
  })

  test('a signature that is a day old by default, and one that is as old as is allowed', async () => {
    const old = (ms: number) => toSignedHeaders(sample, now() - ms)
    expect(await createHandler().post(sample, old(86_400_000))).toBe('200 HANDLED')
    expect(await createHandler().post(sample, old(86_400_001))).toBe('401 STALE')
    expect(await createHandler({ toleranceMs: 1000 }).post(sample, old(1001))).toBe('401 STALE')
  })

  test('no webhook that lacks the custom headers with yes', async () => {
    const { post, taken } = createHandler({ headers: { authorization: 'Bearer hushhush-0x123' } })
    const signed = toSignedHeaders(sample)
    expect(await post(sample, signed)).toBe('401 MISSING_HEADER')
    expect(await post(sample, { ...signed, authorization: 'Bearer hushhush-0x124' })).toBe('401 BAD_HEADER')
    expect(await post(sample, { ...signed, authorization: 'Bearer hushhush-0x123' })).toBe('200 HANDLED')
    expect(taken).toEqual(['refund'])
  })

  test('413 above the limit, by the bytes that came and not by what is said of them; the rest is not read', async () => {
    let pulled = 0
    const cancel = vi.fn<() => void>()
    const endless = new ReadableStream<Uint8Array>({
      cancel,
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(1000))
      },
    })
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit
    const headers = { ...toSignedHeaders(sample), 'content-length': '5' }
    const { answer } = createHandler({ maxBodyBytes: 10_000 })
    expect(await answer(new Request('https://app.example', { ...init, headers }))).toMatchObject({
      status: 413,
      code: 'BODY_TOO_LARGE',
    })
    expect(pulled).toBeLessThan(15)
    expect(cancel).toHaveBeenCalledTimes(1)
    const bytes = new TextEncoder().encode(sample).length
    expect(await createHandler({ maxBodyBytes: bytes }).post(sample)).toBe('200 HANDLED')
    expect(await createHandler({ maxBodyBytes: bytes - 1 }).post(sample)).toBe('413 BODY_TOO_LARGE')
  })

  test('500 where the body was read before', async () => {
    const request = toWebhookRequest(sample)
    await request.json()
    expect(await createHandler().answer(request)).toMatchObject({ status: 500, code: 'BODY_ALREADY_READ' })
  })

  test('nothing with an empty secret, which throws when the handler is made', () => {
    expect(() => createHandler({ apiKey: '' })).toThrow(expect.objectContaining({ code: 'NO_API_KEY' }))
    expect(() => createHandler({ headers: { a: [] } })).toThrow(expect.objectContaining({ code: 'NO_HEADER_VALUE' }))
  })
})

describe('The handler of each event once', () => {
  test('takes one that was handled for a duplicate, signed anew or not, and written differently or not', async () => {
    const { post, taken } = createHandler()
    expect(await post(sample)).toBe('200 HANDLED')
    expect(await post(sample)).toBe('200 DUPLICATE')
    expect(await post(sample, toSignedHeaders(sample, sentAt + 500))).toBe('200 DUPLICATE')
    const spaced = JSON.stringify(JSON.parse(sample), null, 2)
    expect(await post(spaced, toSignedHeaders(spaced))).toBe('200 DUPLICATE')
    expect(taken).toEqual(['refund'])
  })

  test('takes another status, time or request for another event', async () => {
    const { post, taken } = createHandler()
    const bodies = [
      toBody('pending', sentAt),
      toBody('success', sentAt),
      toBody('pending', sentAt + 1),
      toBody('pending', sentAt, '0x02'),
    ]
    for (const body of bodies) expect(await post(body, toSignedHeaders(body))).toBe('200 HANDLED')
    expect(taken).toHaveLength(4)
  })

  test('takes equal bodies without any time for one event, and others for others', async () => {
    const { post } = createHandler()
    const toTimeless = (details: string) =>
      JSON.stringify({ event: 'request.status.updated', data: { requestId: '0x1', status: 'pending', details } })
    const [one, two] = [toTimeless('one'), toTimeless('two')]
    expect(await post(one, toSignedHeaders(one))).toBe('200 HANDLED')
    expect(await post(two, toSignedHeaders(two))).toBe('200 HANDLED')
    expect(await post(one, toSignedHeaders(one))).toBe('200 DUPLICATE')
  })

  test('handles one of twenty at once, and answers the others when that is handled, and as it is', async () => {
    for (const [settle, answers] of [
      ['open', ['200 DUPLICATE', '200 HANDLED']],
      ['fail', ['503 EVENT_FAILED']],
    ] as const) {
      const gate = createGate()
      const onEvent = vi.fn<() => Promise<void>>(() => gate.passed)
      const { post } = createHandler({ onEvent })
      let answered = 0
      const all = Array.from({ length: 20 }, async () => {
        const answer = await post(sample)
        answered += 1
        return answer
      })
      await vi.waitFor(() => expect(onEvent).toHaveBeenCalled())
      await new Promise((resolve) => setTimeout(resolve, 30))
      expect(answered).toBe(0)
      gate[settle]()
      expect([...new Set(await Promise.all(all))].sort()).toEqual(answers)
      expect(onEvent).toHaveBeenCalledTimes(1)
    }
  })

  test('leaves an event to the other one on its store, and asks for it again until it is safe', async () => {
    const store = createMemoryWebhookStore()
    const gate = createGate()
    const onEvent = vi.fn<() => Promise<void>>(() => gate.passed)
    const one = createHandler({ store, onEvent })
    const two = createHandler({ store })
    const first = one.post(sample)
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalled())
    expect((await two.answer(toWebhookRequest(sample))).code).toBe('BUSY')
    const { response, status } = await two.answer(toWebhookRequest(sample))
    expect([status, response.headers.get('retry-after')]).toEqual([503, '2'])
    gate.open()
    expect(await first).toBe('200 HANDLED')
    expect(await two.post(sample)).toBe('200 DUPLICATE')
    expect(two.taken).toEqual([])
  })

  test('passes on news that is older than what came before as late', async () => {
    const { diagnostics, post, taken } = createHandler()
    for (const [status, at] of [
      ['success', 3],
      ['waiting', 1],
      ['pending', 2],
      ['refund', 3],
    ] as const) {
      const body = toBody(status, sentAt + at)
      await post(body, toSignedHeaders(body))
    }
    const other = toBody('waiting', sentAt, '0x99')
    await post(other, toSignedHeaders(other))
    expect(taken).toEqual(['success', 'waiting (late)', 'pending (late)', 'refund', 'waiting'])
    expect(diagnostics.map(({ code }) => code)).toEqual(['HANDLED', 'LATE', 'LATE', 'HANDLED', 'HANDLED'])
  })

  test('takes older news that comes while newer is being handled for late already', async () => {
    const gate = createGate()
    const lates: unknown[] = []
    const onEvent = async (_event: unknown, { isLate }: RelayWebhookDelivery) => {
      lates.push(isLate)
      if (!isLate) await gate.passed
    }
    const { post } = createHandler({ onEvent })
    const [newer, older] = [toBody('success', sentAt + 2), toBody('pending', sentAt + 1)]
    const first = post(newer, toSignedHeaders(newer))
    await vi.waitFor(() => expect(lates).toEqual([false]))
    expect(await post(older, toSignedHeaders(older))).toBe('200 LATE')
    gate.open()
    await first
    expect(lates).toEqual([false, true])
  })

  test('answers statuses that nobody asked for, and does not handle them', async () => {
    const { diagnostics, post, taken } = createHandler({ statuses: ['success', 'refund'] })
    const waiting = toBody('waiting', sentAt)
    expect(await post(waiting, toSignedHeaders(waiting))).toBe('200 FILTERED')
    expect(await post(sample)).toBe('200 HANDLED')
    expect([taken, diagnostics[0]?.level]).toEqual([['refund'], 'info'])
  })

  test('remembers the newest events in memory, and no more of them than was said', async () => {
    const { post } = createHandler({ store: createMemoryWebhookStore({ maxEvents: 2 }) })
    const send = (at: number) => {
      const body = toBody('pending', sentAt + at, `0x0${at}`)
      return post(body, toSignedHeaders(body))
    }
    for (const at of [1, 2, 3]) await send(at)
    const answers = [await send(3), await send(2), await send(1)]
    expect(answers).toEqual(['200 DUPLICATE', '200 DUPLICATE', '200 HANDLED'])
  })
})

describe('A store that fails', () => {
  const createStore = (): WebhookStore => createMemoryWebhookStore()

  test('when it is asked costs a 503 without onEvent, and all is well once it is back', async () => {
    const store = createStore()
    const claim = vi.spyOn(store, 'claim').mockRejectedValueOnce(new Error('ECONNREFUSED'))
    const { diagnostics, post, taken } = createHandler({ store })
    expect(await post(sample)).toBe('503 STORE_FAILED')
    expect(taken).toEqual([])
    expect(diagnostics[0]).toMatchObject({ level: 'error', cause: new Error('ECONNREFUSED') })
    expect(await post(sample)).toBe('200 HANDLED')
    expect(claim).toHaveBeenCalledTimes(2)
  })

  test('when it is told of a safe event leaves its answer 200, and the log says so', async () => {
    const store = createStore()
    vi.spyOn(store, 'release').mockRejectedValueOnce(new Error('ECONNRESET'))
    const { diagnostics, post } = createHandler({ store })
    expect(await post(sample)).toBe('200 HANDLED')
    expect(diagnostics).toMatchObject([{ level: 'warn', message: expect.stringContaining('failed to note it') }])
  })

  test('lets no other owner end a claim', async () => {
    const store = createStore()
    const key = { id: 'a', requestId: '0x1' }
    expect(await store.claim(key, 'one')).toEqual({ state: 'claimed' })
    await store.release(key, 'two', true)
    expect(await store.claim(key, 'three')).toEqual({ state: 'busy' })
    await store.release(key, 'one', false)
    expect(await store.claim(key, 'three')).toEqual({ state: 'claimed' })
  })
})

describe('The log of the handler', () => {
  test('has one entry a request, of one line, without a secret', async () => {
    const secrets = [
      apiKey,
      'Bearer hushhush-0x123',
      'hushhush-by-a-stranger',
      toSignedHeaders(sample)['x-signature-sha256'],
    ]
    const { answer, diagnostics } = createHandler({ headers: { authorization: 'Bearer hushhush-0x123' } })
    const signed = { ...toSignedHeaders(sample), authorization: 'Bearer hushhush-0x123' }
    const texts: string[] = []
    for (const headers of [
      signed,
      signed,
      { ...signed, authorization: 'hushhush-by-a-stranger' },
      { ...signed, 'x-signature-sha256': 'hushhush-by-a-stranger' },
      { ...signed, 'x-signature-sha256': '0'.repeat(64) },
      { ...signed, 'content-type': 'hushhush-by-a-stranger' },
    ]) {
      const { response } = await answer(toWebhookRequest(sample, headers))
      texts.push(await response.text(), JSON.stringify(Object.fromEntries(response.headers)))
    }
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'HANDLED',
      'DUPLICATE',
      'BAD_HEADER',
      'MALFORMED_SIGNATURE',
      'BAD_SIGNATURE',
      'WRONG_TYPE',
    ])
    for (const { message } of diagnostics) expect(message).toMatch(/^\S.*\.$/)
    for (const secret of secrets) expect(`${JSON.stringify(diagnostics)} ${texts.join(' ')}`).not.toContain(secret)
  })

  test('is the console by default, for what is not well', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const onEvent = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('away'))
    const handler = createRelayWebhookHandler({ apiKey, now, onEvent })
    await handler(toWebhookRequest(sample))
    await handler(toWebhookRequest(sample))
    await handler(new Request('https://app.example'))
    expect(error.mock.calls).toEqual([
      [expect.stringMatching(/^onwire: Relay webhook: EVENT_FAILED: onEvent failed for 0x\.\.\. \(refund\)/)],
    ])
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^onwire: Relay webhook: WRONG_METHOD: /)]])
  })

  test('that throws harms nobody', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const onDiagnostic = () => {
      throw new Error('disk full')
    }
    expect(await createHandler({ onDiagnostic }).post(sample)).toBe('200 HANDLED')
    expect(error.mock.calls).toMatchObject([[{ code: 'DIAGNOSTIC_FAILED' }]])
  })
})

test.each([[undefined], [null], [{}], ['claimed'], [{ state: 'mine' }]])(
  'A store whose `claim` gives %j is named as the mistake, and the event stays Relay’s to send again',
  async (claim) => {
    const store = { claim: async () => claim, release: async () => {} } as unknown as WebhookStore
    const { diagnostics, post, taken } = createHandler({ store })
    expect(await post(sample)).toBe('503 STORE_FAILED')
    expect(taken).toEqual([])
    expect(diagnostics).toMatchObject([{ code: 'STORE_FAILED', cause: { code: 'INVALID_CLAIM' } }])
    expect(String(diagnostics[0]?.cause)).toContain('`claim`')
  },
)

test('A key that ends with a line feed, as one that is read from a file does, is the key', async () => {
  const padded = ` ${apiKey}\n`
  const { post } = createHandler({ apiKey: padded })
  expect(await post(sample)).toBe('200 HANDLED')
})
