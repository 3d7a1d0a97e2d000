import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { serve as serveHono } from '@hono/node-server'
import express from 'express'
import createFastify from 'fastify'
import { Hono } from 'hono'
import { createRelayWebhookHandler, toNodeHandler, verifyRelayWebhook } from 'onwire/server'
import { createRelaySimulator } from 'onwire/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { serve, serveOn } from './support/servers.js'
import { apiKey, readSample, sentAt, toSignedHeaders } from './support/webhooks.js'

/** What no parser writes again as it was: `1.0`, an escape, spaces. */
const body = readSample().replace('"data":{', '"data": {"fee": 1.0, "details": "caf\\u00e9", ')
const taken: string[] = []
const quiet = { onDiagnostic: () => {} }
const createHandler = (path?: string) =>
  createRelayWebhookHandler({
    apiKey,
    now: () => sentAt + 1000,
    onEvent: ({ data }) => void taken.push(`${data.status} ${data.details}`),
    ...quiet,
    ...(path !== undefined && { path }),
  })

/** A new one for each test: it remembers. */
let relayWebhooks = createHandler()

async function post(url: string, text = body, headers: Record<string, string> = toSignedHeaders(body)) {
  const response = await fetch(url, { method: 'POST', body: text, headers })
  const { code } = (await response.json()) as { code?: string }
  return `${response.status} ${code}`
}

/** What a server makes of the webhook changed, as it was sent, and repeated; of one too large; and of another method. */
async function tryOut(url: string) {
  const changed = await post(url, body.replace('1.0', '1'))
  const answers = [changed, await post(url), await post(url)]
  const oversized = await post(url, JSON.stringify(['x'.repeat(300_000)]))
  return [...answers, oversized, (await fetch(url)).status, ...taken]
}

const asItShould = [...['401 BAD_SIGNATURE', '200 HANDLED', '200 DUPLICATE', '413 BODY_TOO_LARGE', 405], 'refund café']

beforeEach(() => {
  taken.splice(0)
  relayWebhooks = createHandler()
})

test('node:http serves the webhook handler', async () => {
  expect(await tryOut(await serveOn(createServer(toNodeHandler(relayWebhooks))))).toEqual(asItShould)
})

describe('Express', () => {
  const handler = toNodeHandler((request) => relayWebhooks(request), { onError: () => {} })

  test('serves the handler before any body parser, where nothing else is needed', async () => {
    const app = express()
    app.all('/webhooks/relay', handler)
    app.use(express.json())
    expect(await tryOut(`${await serve(app)}/webhooks/relay`)).toEqual(asItShould)
  })

  test('has no bytes left after express.json(), and the handler answers 500, and the remedy', async () => {
    const app = express()
    app.use(express.json())
    app.post('/webhooks/relay', handler)
    expect(await post(`${await serve(app)}/webhooks/relay`)).toBe('500 BODY_ALREADY_READ')
  })

  test('serves the handler after an express.json() that keeps the bytes', async () => {
    const app = express()
    app.use(express.json({ limit: '1mb', verify: (req, _res, bytes) => void Object.assign(req, { rawBody: bytes }) }))
    app.all('/webhooks/relay', handler)
    expect(await tryOut(`${await serve(app)}/webhooks/relay`)).toEqual(asItShould)
  })

  test('serves the handler after express.raw()', async () => {
    const app = express()
    app.all('/webhooks/relay', express.raw({ type: '*/*', limit: '1mb' }), handler)
    expect(await tryOut(`${await serve(app)}/webhooks/relay`)).toEqual(asItShould)
  })

  test('has the whole path count in a router of its own', async () => {
    const router = express.Router().post('/relay', toNodeHandler(createHandler('/webhooks/relay')))
    const url = await serve(express().use('/webhooks', router))
    expect(await post(`${url}/webhooks/relay`)).toBe('200 HANDLED')
  })

  // oxlint-disable oxc/no-async-endpoint-handlers -- these are Express 5 and Fastify, which take promises
  test('serves verifyRelayWebhook by hand, with express.raw()', async () => {
    const app = express()
    app.post('/webhooks/relay', express.raw({ type: '*/*' }), async (req, res) => {
      const result = await verifyRelayWebhook(
        { rawBody: req.body, headers: req.headers },
        { apiKey, now: () => sentAt },
      )
      if (result.ok) res.json({ code: result.event.data.status })
      else res.status(401).json(result)
    })
    const url = `${await serve(app)}/webhooks/relay`
    expect(await post(url)).toBe('200 refund')
    expect(await post(url, `${body} `)).toBe('401 BAD_SIGNATURE')
  })

  test('is told of a handler that throws', async () => {
    const app = express()
    app.get(
      '/',
      toNodeHandler(() => Promise.reject(new Error('broken'))),
    )
    app.use(((error, _req, res, _next) => res.status(418).json({ code: String(error) })) as express.ErrorRequestHandler)
    expect((await fetch(await serve(app))).status).toBe(418)
  })
})

describe('Fastify', () => {
  const handler = toNodeHandler((request) => relayWebhooks(request), { onError: () => {} })

  test('serves the handler with a content type parser that leaves the body alone, for this route only', async () => {
    const app = createFastify()
    app.register(async (routes) => {
      routes.removeAllContentTypeParsers()
      routes.addContentTypeParser('*', (_request, _payload, done) => done(null))
      routes.all('/webhooks/relay', handler)
    })
    app.post('/json', async (request) => ({ code: typeof request.body }))
    await app.ready()
    const url = await serveOn(app.server)
    expect(await tryOut(`${url}/webhooks/relay`)).toEqual(asItShould)
    // The others parse as ever.
    expect(await post(`${url}/json`)).toBe('200 object')
    await app.close()
  })

  test('serves the handler with a content type parser that keeps the bytes', async () => {
    const app = createFastify()
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes))
    app.post('/webhooks/relay', handler)
    await app.ready()
    const url = `${await serveOn(app.server)}/webhooks/relay`
    expect(await post(url)).toMatch(/^200 /)
    expect(await post(url, `${body} `)).toBe('401 BAD_SIGNATURE')
    await app.close()
  })

  test('has no bytes left after its own parser, and the handler answers 500, and the remedy', async () => {
    const app = createFastify()
    app.post('/webhooks/relay', handler)
    await app.ready()
    expect(await post(`${await serveOn(app.server)}/webhooks/relay`)).toBe('500 BODY_ALREADY_READ')
    await app.close()
  })
})

test('Hono serves the webhook handler', async () => {
  const app = new Hono()
  app.all('/webhooks/relay', (c) => relayWebhooks(c.req.raw))
  app.post('/parsed', async (c) => {
    await c.req.json()
    return relayWebhooks(c.req.raw)
  })
  const server = serveHono({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  const url = await serveOn(server as ReturnType<typeof createServer>)
  expect(await tryOut(`${url}/webhooks/relay`)).toEqual(asItShould)
  expect(await post(`${url}/parsed`)).toBe('500 BODY_ALREADY_READ')
})

describe('A gateway such as Hookdeck', () => {
  const gatewaySecret = 'gateway-hushhush'
  const hmac = (text: string) => createHmac('sha256', gatewaySecret).update(text).digest('base64')

  /** Passes Relay's headers and body on, adds its own, and tries again by its own plan. */
  function createGateway(url: string, attempts = 5) {
    const log: string[] = []
    const deliver = async (headers: Record<string, string>, text: string) => {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const own = {
          'idempotency-key': 'evt_1',
          'x-forwarded-proto': 'https',
          'x-hookdeck-attempt-count': String(attempt),
          'x-hookdeck-eventid': 'evt_1',
          'x-hookdeck-signature': hmac(text),
          'x-hookdeck-source-id': 'src_123',
        }
        const { status } = await fetch(url, { method: 'POST', headers: { ...headers, ...own }, body: text })
        log.push(`attempt ${attempt}: ${status}`)
        if (status < 300) return
      }
    }
    return { deliver, log }
  }

  /** Its own signature, in addition to Relay's: base64 over the body alone. */
  async function isFromGateway(request: Request): Promise<boolean> {
    const given = Uint8Array.from(atob(request.headers.get('x-hookdeck-signature') ?? ''), (char) => char.charCodeAt(0))
    const secret = new TextEncoder().encode(gatewaySecret)
    const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
    return crypto.subtle.verify('HMAC', key, given, await request.arrayBuffer())
  }

  test('brings its headers, its signature and its retries: hours later the event is taken in once', async () => {
    let time = sentAt
    const onEvent = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('away'))
    const handler = createRelayWebhookHandler({
      apiKey,
      headers: { 'x-hookdeck-source-id': 'src_123' },
      // Longer than the gateway keeps trying.
      toleranceMs: 7 * 86_400_000,
      now: () => time,
      onEvent,
      onDiagnostic: () => {},
    })
    const url = await serve(
      toNodeHandler(async (request) =>
        (await isFromGateway(request.clone())) ? handler(request) : new Response(null, { status: 401 }),
      ),
    )
    const gateway = createGateway(url)
    await gateway.deliver(toSignedHeaders(body), body)
    expect(gateway.log).toEqual(['attempt 1: 503', 'attempt 2: 200'])
    time += 6 * 86_400_000
    // Somebody presses "retry" in its dashboard.
    await gateway.deliver(toSignedHeaders(body), body)
    expect(gateway.log.slice(2)).toEqual(['attempt 1: 200'])
    expect(onEvent).toHaveBeenCalledTimes(2)

    const around = await fetch(url, { method: 'POST', headers: toSignedHeaders(body), body })
    expect(around.status).toBe(401)
  })

  test('that writes the body anew, as for large integers, breaks the signature of Relay, and is refused', async () => {
    const gateway = createGateway(await serve(toNodeHandler(relayWebhooks)), 1)
    await gateway.deliver(toSignedHeaders(body), JSON.stringify(JSON.parse(body)))
    expect(gateway.log).toEqual(['attempt 1: 401'])
  })
})

describe("The simulator's webhooks", () => {
  const simulators: { stop(): void }[] = []
  afterEach(() => simulators.splice(0).forEach((simulator) => simulator.stop()))

  test('bring every status of a request to a real server, in whatever order, each once', async () => {
    const statuses: string[] = []
    const handler = createRelayWebhookHandler({ apiKey, onEvent: ({ data }) => void statuses.push(data.status) })
    const url = await serve(toNodeHandler(handler))
    const simulator = createRelaySimulator({ webhooks: { url, apiKey } })
    simulators.push(simulator)
    simulator.webhooks?.repeat(3)
    await simulator.start('refund-after-failure', { speed: 100 }).done
    await simulator.webhooks?.idle()
    expect(statuses.sort()).toEqual(['failure', 'pending', 'pending', 'refund', 'waiting'])
  })
})
