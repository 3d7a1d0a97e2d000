import { once } from 'node:events'
import { connect, createServer, type ClientHttp2Session, type ClientHttp2Stream, type Http2Server } from 'node:http2'
import { createBridge, toNodeHandler, type WebHandler } from 'onwire/server'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { toTopic } from './bridge/support/bridgeSetup.js'
import { createQuietRelay } from './bridge/support/quietRelay.js'
import { untilStill } from './support/untilStill.js'

const patience = { timeout: 30_000 }

/** A line to what serves this over HTTP/2, without TLS. */
async function dial(handler: WebHandler | { readonly fetch: WebHandler }, onError?: (error: unknown) => void) {
  const server: Http2Server = createServer(toNodeHandler(handler, onError && { onError }))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  const url = `http://127.0.0.1:${address.port}`
  const session: ClientHttp2Session = connect(url)
  onTestFinished(() => {
    session.destroy()
    server.close()
  })
  return { session, url }
}

async function read(stream: ClientHttp2Stream) {
  const [headers] = await once(stream, 'response')
  stream.setEncoding('utf8')
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return { headers, text, status: headers[':status'] }
}

describe('A handler over HTTP/2', () => {
  test('has a request with its method, address, headers and bytes, and answers with its cookies', async () => {
    const { session, url } = await dial(async (request) =>
      Response.json(
        { method: request.method, url: request.url, a: request.headers.get('x-a'), body: await request.text() },
        {
          status: 201,
          headers: [
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
          ],
        },
      ),
    )
    const stream = session.request({ ':method': 'POST', ':path': '/a//b?c=%20d', 'x-a': '1' })
    stream.write('{"a": ')
    stream.end('1.0}\n')
    const { headers, status, text } = await read(stream)
    expect(JSON.parse(text)).toEqual({ method: 'POST', url: `${url}/a//b?c=%20d`, a: '1', body: '{"a": 1.0}\n' })
    expect([status, headers['set-cookie']]).toEqual([201, ['a=1', 'b=2']])
  })

  test('answers without a body, and answers HEAD', async () => {
    const { session } = await dial((request) => new Response(request.method === 'HEAD' ? 'x' : null, { status: 200 }))
    for (const method of ['GET', 'HEAD'])
      expect(await read(session.request({ ':method': method }))).toMatchObject({ status: 200, text: '' })
  })

  test('is asked for its answer no faster than the client reads, and gives it whole', async () => {
    let made = 0
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      made += 1
      controller.enqueue(new Uint8Array(65_536))
      if (made === 200) controller.close()
    }
    const { session } = await dial(() => new Response(new ReadableStream({ pull })))
    const stream = session.request()
    await once(stream, 'response')
    await untilStill(() => made)
    // Of 200; what windows and buffers take is a few.
    expect(made).toBeLessThan(100)
    let size = 0
    for await (const chunk of stream) size += chunk.length
    expect(size).toBe(200 * 65_536)
  })

  test.each(['before the answer', 'while it is streamed'])(
    'hears by signal and body that the client goes %s, and the others of its line do not',
    async (when) => {
      const cancel = vi.fn<() => void>()
      const onError = vi.fn<(error: unknown) => void>()
      const signals: AbortSignal[] = []
      const { session } = await dial(async (request) => {
        signals.push(request.signal)
        if (when === 'before the answer')
          await new Promise((_, reject) => request.signal.addEventListener('abort', reject))
        return new Response(
          new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)), cancel }),
        )
      }, onError)
      const [stream, other] = [session.request(), session.request()]
      if (when === 'while it is streamed') await Promise.all([stream, other].map((each) => once(each, 'response')))
      await vi.waitFor(() => expect(signals).toHaveLength(2), patience)
      stream.close()
      await vi.waitFor(() => expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]), patience)
      if (when === 'while it is streamed') await vi.waitFor(() => expect(cancel).toHaveBeenCalledTimes(1), patience)
      expect(onError).not.toHaveBeenCalled()
    },
  )

  test('that does not look makes no body where the client goes before its answer', async () => {
    const cancel = vi.fn<() => void>()
    const going = new AbortController()
    let answer = (_: Response) => {}
    const answered = new Promise<Response>((resolve) => (answer = resolve))
    const { session } = await dial((request) => {
      request.signal.addEventListener('abort', () => going.abort())
      return answered
    })
    const stream = session.request()
    await once(stream, 'ready')
    stream.close()
    await vi.waitFor(() => expect(going.signal.aborted).toBe(true), patience)
    answer(new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)), cancel })))
    await vi.waitFor(() => expect(cancel).toHaveBeenCalled(), patience)
  })

  test('that fails in the midst of its body cuts the stream, so that nobody takes the half for the whole', async () => {
    const onError = vi.fn<(error: unknown) => void>()
    const pull = vi.fn<(controller: ReadableStreamDefaultController<Uint8Array>) => void>()
    pull.mockImplementationOnce((controller) => controller.enqueue(new Uint8Array(5)))
    pull.mockImplementation((controller) => controller.error(new Error('away')))
    const { session } = await dial(() => new Response(new ReadableStream({ pull })), onError)
    const stream = session.request()
    await expect(once(stream.resume(), 'close')).rejects.toThrow('INTERNAL_ERROR')
    expect(onError).toHaveBeenCalledTimes(1)
  })

  test('has many event streams of a bridge on one line, and each that goes frees its place', async () => {
    const onDiagnostic = vi.fn<() => void>()
    const [protocols, limits] = [[createQuietRelay()], { readers: 20 }]
    const bridge = createBridge({ protocols, limits, path: '/', authorize: () => true, onDiagnostic })
    onTestFinished(() => bridge.close())
    const { session } = await dial(bridge)
    const open = async () => {
      const stream = session.request({ ':method': 'POST', ':path': '/events', 'content-type': 'application/json' })
      stream.end(JSON.stringify({ topics: [toTopic(`0x${'ab'.repeat(32)}`)] }))
      const [headers] = await once(stream, 'response')
      return { stream, status: headers[':status'] }
    }
    const streams = await Promise.all(Array.from({ length: 20 }, open))
    expect(streams.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    const received = streams.map(() => '')
    streams.forEach(({ stream }, index) => stream.on('data', (chunk) => (received[index] += String(chunk))))
    await vi.waitFor(() => {
      for (const text of received) expect(text).toContain('event: subscribed')
    }, patience)
    expect((await open()).status).toBe(429)
    streams[0]?.stream.close()
    await vi.waitFor(async () => expect((await open()).status).toBe(200), patience)
    expect((await open()).status).toBe(429)
  })
})
