import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { createBridge, createRelayWebhookHandler, toNodeHandler, type WebHandler } from 'onwire/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createQuietRelay } from './bridge/support/quietRelay.js'
import { serve } from './support/servers.js'
import { apiKey, readSample, sentAt, toSignedHeaders } from './support/webhooks.js'

const sample = readSample()
const signed = toSignedHeaders(sample)
const options = { apiKey, now: () => sentAt, onDiagnostic: () => {}, maxBodyBytes: 10_000, path: '/webhooks/relay' }
/** A handler that is wrapped gets the Web's objects: the app may do anything with them. */
const wrap =
  (handler: WebHandler): WebHandler =>
  (request, from) =>
    handler(request, from)

interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly host?: string
}

/** Sends it word for word, and reads what comes back; `close` has the server end the line. */
async function send(url: string, { body = sample, headers = signed, ...sent }: Sent) {
  const { host = 'app.example', method = 'POST', path = '/webhooks/relay' } = sent
  const length = 'transfer-encoding' in headers ? [] : [`content-length: ${Buffer.byteLength(body)}`]
  const lines = [
    `host: ${host}`,
    'connection: close',
    ...length,
    ...Object.entries(headers).map((each) => each.join(': ')),
  ]
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(`${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body}`)
  const [head = '', answered = ''] = (await text(socket)).split('\r\n\r\n', 2)
  const [status, ...rest] = head.split('\r\n')
  // How long it is, and when it was sent, are said in two ways that mean the same.
  const isOurs = (line: string) => !/^(date|content-length|transfer-encoding):/i.test(line)
  return {
    status,
    headers: rest
      .filter(isOurs)
      .map((line) => line.toLowerCase())
      .sort(),
    body: /\{.*\}/.exec(answered)?.[0],
  }
}

const chunked = { ...signed, 'transfer-encoding': 'chunked' }
const toChunks = (parts: readonly string[]) =>
  [...parts, ''].map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('')

test.each<[string, Sent]>([
  ['signed', {}],
  ['repeated by another path', { path: '/webhooks/relay/' }],
  ['in pieces', { headers: chunked, body: toChunks([sample.slice(0, 20), sample.slice(20)]) }],
  ['signed by a stranger', { headers: toSignedHeaders(sample, sentAt, 'hushhush-by-a-stranger') }],
  ['changed on the way', { body: `${sample} ` }],
  ['without a signature', { headers: { 'content-type': 'application/json' } }],
  ['without a type', { headers: { ...signed, 'content-type': '' } }],
  ['of another type', { headers: { ...signed, 'content-type': 'text/plain' } }],
  ['of another method', { method: 'PUT' }],
  ['too large', { body: 'x'.repeat(10_001) }],
  ['too large, in pieces', { headers: chunked, body: toChunks(['x'.repeat(9_000), 'x'.repeat(9_000)]) }],
  ['empty', { body: '' }],
  ['for another path', { path: '/elsewhere' }],
  ['for no host', { host: 'a/b' }],
  ['with its address written out', { path: 'http://app.example/webhooks/relay' }],
])('A webhook that is %s is answered the same with the Web’s objects and without', async (_what, sent) => {
  const handler = createRelayWebhookHandler({ ...options, onEvent: () => {} })
  const other = createRelayWebhookHandler({ ...options, onEvent: () => {} })
  const plain = await send(await serve(toNodeHandler(handler)), sent)
  const web = await send(await serve(toNodeHandler(wrap(other))), sent)
  expect(plain.status).toMatch(/^HTTP\/1\.1 \d{3} /)
  expect(plain).toEqual(web)
})

test('A webhook on Node makes none of the Web’s requests and answers, unless the app has put a function before it', async () => {
  const handler = createRelayWebhookHandler({ ...options, onEvent: () => {} })
  const made = vi.fn<() => void>()
  class Counted extends Request {
    constructor(...args: ConstructorParameters<typeof Request>) {
      super(...args)
      made()
    }
  }
  vi.stubGlobal('Request', Counted)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect((await send(await serve(toNodeHandler(handler)), {})).status).toBe('HTTP/1.1 200 OK')
  expect(made).not.toHaveBeenCalled()
  expect((await send(await serve(toNodeHandler(wrap(handler))), {})).body).toMatch(/DUPLICATE/)
  expect(made).toHaveBeenCalledTimes(1)
})

test('A webhook whose sender goes in the middle of it harms nobody, and its event may wait for what nobody reads', async () => {
  let isAborted = false
  const onEvent = vi.fn<(event: unknown, delivery: { signal: AbortSignal }) => void>()
  const secret = vi.fn<() => Promise<string>>(async () => apiKey)
  const url = await serve(toNodeHandler(createRelayWebhookHandler({ ...options, apiKey: secret, onEvent })))
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const head = Object.entries(signed).map((each) => each.join(': '))
  socket.write(['POST /webhooks/relay HTTP/1.1', 'host: a', 'content-length: 5000', ...head, '', '{"half'].join('\r\n'))
  await vi.waitFor(() => expect(secret).toHaveBeenCalled())
  socket.once('close', () => (isAborted = true)).destroy()
  await vi.waitFor(() => expect(isAborted).toBe(true))
  expect((await send(url, {})).status).toBe('HTTP/1.1 200 OK')
  expect(onEvent).toHaveBeenCalledTimes(1)
})

const topic = { protocol: 'relay', topic: { kind: 'status', requestId: `0x${'cd'.repeat(32)}` } }

test.each([
  ['directly', (handler: WebHandler) => handler],
  ['the Web’s way', wrap],
])(
  'A stream of events that is handed to Node %s is released once its reader goes, and ends with its bridge',
  async (_how, by) => {
    const bridge = createBridge({
      path: '/',
      protocols: [createQuietRelay()],
      authorize: () => true,
      onDiagnostic: () => {},
    })
    onTestFinished(() => bridge.close())
    const url = await serve(toNodeHandler(by(bridge.fetch)))
    const open = async () => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      const body = JSON.stringify({ topics: [topic] })
      const lines = [
        'POST /events HTTP/1.1',
        'host: a',
        'content-type: application/json',
        `content-length: ${body.length}`,
      ]
      socket.write([...lines, '', body].join('\r\n'))
      const [first] = await once(socket, 'data')
      expect(String(first)).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*content-type: text\/event-stream/i)
      return socket
    }
    const [leaver, stayer] = [await open(), await open()]
    expect(bridge.getMetrics().readers).toBe(2)
    leaver.destroy()
    await vi.waitFor(() => expect(bridge.getMetrics().readers).toBe(1))
    const rest = text(stayer.resume())
    await bridge.close()
    stayer.end()
    expect(await rest).toMatch(/0\r\n\r\n$/)
  },
)
