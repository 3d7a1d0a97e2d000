import {
  createMemoryWebhookStore,
  createRelayWebhookHandler,
  type RelayWebhookDiagnostic,
  type RelayWebhookHandlerOptions,
  toAwsHandler,
  verifyRelayWebhook,
  type WebhookStore,
} from 'onwire/server'
import { describe, expect, test, vi } from 'vitest'
import { apiKey, readSample, sentAt, toBody, toSignedHeaders, toWebhookRequest } from './support/webhooks.js'

const sample = readSample()
const never = () => new Promise<never>(() => {})

function createHandler(options: Partial<RelayWebhookHandlerOptions> = {}) {
  const diagnostics: RelayWebhookDiagnostic[] = []
  const handled: string[] = []
  const handler = createRelayWebhookHandler({
    apiKey,
    now: () => sentAt + 1_000,
    onEvent: (_event, { id }) => void handled.push(id),
    onDiagnostic: (diagnostic) => void diagnostics.push(diagnostic),
    ...options,
  })
  const post = async (body = sample) => {
    const response = await handler(toWebhookRequest(body, toSignedHeaders(body)))
    const { code } = (await response.json()) as { code: string }
    return `${response.status} ${code}`
  }
  return { diagnostics, handled, handler, post }
}

describe('A callback that hangs', () => {
  test('costs the event a 503 and not its next try, and its signal aborts', async () => {
    const signals: AbortSignal[] = []
    const { diagnostics, post } = createHandler({
      callbackMs: 20,
      onEvent(_event, { signal }) {
        signals.push(signal)
        return signals.length === 1 ? never() : undefined
      },
    })
    expect([await post(), await post()]).toEqual(['503 EVENT_FAILED', '200 HANDLED'])
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
    expect(diagnostics[0]?.cause).toMatchObject({ name: 'TimeLimitError', message: expect.stringContaining('onEvent') })
  })

  test('in the store costs a 503', async () => {
    const { post } = createHandler({ callbackMs: 20, store: { claim: never, release: never } })
    expect(await post()).toBe('503 STORE_FAILED')
  })

  test('as a secret costs a 503', async () => {
    const { post } = createHandler({ callbackMs: 20, apiKey: never })
    expect(await post()).toBe('503 NO_SECRET')
  })
})

describe('A store that breaks for a moment', () => {
  test('has this instance’s own event claimed by it again: the answer alone was lost', async () => {
    const store = createMemoryWebhookStore()
    const claim = store.claim.bind(store)
    const spy = vi.spyOn(store, 'claim').mockImplementationOnce(async (...args) => {
      await claim(...args)
      throw new Error('ECONNRESET')
    })
    const { post } = createHandler({ store })
    expect([await post(), await post()]).toEqual(['503 STORE_FAILED', '200 HANDLED'])
    expect(spy).toHaveBeenCalledTimes(2)
  })

  test('is asked again to note what is done, and meanwhile nothing is handled again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const store: WebhookStore = createMemoryWebhookStore()
      const release = vi.spyOn(store, 'release').mockRejectedValueOnce(new Error('ECONNRESET'))
      const { handled, post } = createHandler({ store })
      expect([await post(), await post()]).toEqual(['200 HANDLED', '200 DUPLICATE'])
      await vi.advanceTimersByTimeAsync(1_000)
      expect(release).toHaveBeenCalledTimes(2)
      const other = createHandler({ store })
      expect(await other.post()).toBe('200 DUPLICATE')
      expect([handled.length, other.handled.length]).toEqual([1, 0])
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('What was handled', () => {
  test('is remembered for a day and more, however many events follow', async () => {
    let time = 0
    const store = createMemoryWebhookStore({ now: () => time })
    const { handled, post } = createHandler({ store })
    await post()
    for (let i = 0; i < 10_001; i += 1) {
      const key = { id: `other-${i}`, requestId: `0x${i}` }
      await store.claim(key, 'somebody')
      await store.release(key, 'somebody', true)
    }
    time = 24 * 3_600_000
    expect(await post()).toBe('200 DUPLICATE')
    time = 27 * 3_600_000
    expect(await post()).toBe('200 HANDLED')
    expect(handled).toHaveLength(2)
  })

  test('is remembered for as long as a signature is believed', async () => {
    const now = vi.spyOn(performance, 'now')
    try {
      const began = performance.now()
      const { post } = createHandler({ toleranceMs: 100 * 3_600_000 })
      await post()
      now.mockReturnValue(began + 99 * 3_600_000)
      expect(await post()).toBe('200 DUPLICATE')
    } finally {
      now.mockRestore()
    }
  })
})

describe('A secret that is a function', () => {
  test('is asked at each request, so that a build needs none', async () => {
    let key = ''
    const { diagnostics, post } = createHandler({ apiKey: () => key })
    expect(await post()).toBe('503 NO_SECRET')
    expect(diagnostics).toMatchObject([{ code: 'NO_SECRET', level: 'error', cause: { code: 'NO_API_KEY' } }])
    key = apiKey
    expect(await post()).toBe('200 HANDLED')
  })

  test('may be asynchronous, several, and the value of a header', async () => {
    const { handler } = createHandler({
      apiKey: async () => ['', apiKey],
      headers: { authorization: () => 'Bearer hushhush' },
    })
    const headers = toSignedHeaders(sample)
    expect((await handler(toWebhookRequest(sample, headers))).status).toBe(401)
    const allowed = { ...headers, authorization: 'Bearer hushhush' }
    expect((await handler(toWebhookRequest(sample, allowed))).status).toBe(200)
  })

  test('that fails is told with its cause', async () => {
    const cause = new Error('the vault is sealed')
    const { diagnostics, post } = createHandler({ apiKey: () => Promise.reject(cause) })
    expect(await post()).toBe('503 NO_SECRET')
    expect(diagnostics).toMatchObject([{ cause }])
  })
})

describe('An event of AWS', () => {
  const toEvent = (body: string, isEncoded: boolean, isMultiple: boolean) => {
    const headers = toSignedHeaders(body)
    const multiple = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
    return {
      body: isEncoded ? Buffer.from(body).toString('base64') : body,
      isBase64Encoded: isEncoded,
      ...(isMultiple
        ? { httpMethod: 'POST', path: '/webhooks/relay', headers: null, multiValueHeaders: multiple }
        : { rawPath: '/webhooks/relay', headers, requestContext: { http: { method: 'POST' } } }),
    }
  }

  test.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])('is a request, encoded (%s) or with many values (%s)', async (isEncoded, isMultiple) => {
    const { handled, handler } = createHandler()
    const body = toBody('success', sentAt).replace('"success"', '"success","note":"ä\\n"')
    const answer = await toAwsHandler(handler)(toEvent(body, isEncoded, isMultiple))
    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: false, headers: { 'cache-control': 'no-store' } })
    expect([JSON.parse(answer.body), handled.length]).toMatchObject([{ ok: true, code: 'HANDLED' }, 1])
  })

  test('whose body was left encoded is refused with a hint', async () => {
    const webhook = { rawBody: Buffer.from(sample).toString('base64'), headers: toSignedHeaders(sample) }
    const result = await verifyRelayWebhook(webhook, { apiKey, now: () => sentAt })
    expect(result).toMatchObject({ code: 'BAD_SIGNATURE', message: expect.stringMatching(/base64.*isBase64Encoded/) })
    const other = await verifyRelayWebhook({ ...webhook, rawBody: 'eyJ' }, { apiKey, now: () => sentAt })
    expect(other).toMatchObject({ code: 'BAD_SIGNATURE', message: expect.not.stringContaining('base64') })
  })

  test('can’t have a stream as its answer', async () => {
    const stream = new Response('event: x\n\n', { headers: { 'content-type': 'text/event-stream' } })
    expect(await toAwsHandler(() => stream)({ rawPath: '/events' })).toMatchObject({ statusCode: 501 })
  })

  test('that is none is answered 400', async () => {
    expect(await toAwsHandler(() => new Response())({ headers: { host: 'a b' } })).toMatchObject({ statusCode: 400 })
  })
})
