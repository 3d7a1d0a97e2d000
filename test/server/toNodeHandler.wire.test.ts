import { once } from 'node:events'
import { request as openRequest } from 'node:http'
import { connect } from 'node:net'
import { toNodeHandler } from 'onwire/server'
import { describe, expect, test, vi } from 'vitest'
import { serve } from './support/servers.js'
import { untilStill } from './support/untilStill.js'

const echo = async (request: Request) =>
  Response.json({
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  })

describe('A request', () => {
  test('comes with its method, address, headers and bytes', async () => {
    const url = await serve(toNodeHandler(echo))
    const response = await fetch(`${url}/a//b?c=%20d`, { method: 'PUT', headers: { 'x-a': 'é' }, body: '{"a": 1.0}\n' })
    expect(await response.json()).toMatchObject({
      method: 'PUT',
      url: `${url}/a//b?c=%20d`,
      headers: { 'x-a': 'é' },
      body: '{"a": 1.0}\n',
    })
  })

  test.each(['GET', 'POST', 'DELETE'])('by %s may come without a body', async (method) => {
    const url = await serve(toNodeHandler(echo))
    expect(await (await fetch(url, { method })).json()).toMatchObject({ method, body: '' })
  })

  test('has headers that are sent twice joined', async () => {
    const url = await serve(toNodeHandler(echo))
    const request = openRequest(url, { headers: { 'x-a': ['1', '2'] } }).end()
    const [response] = await once(request, 'response')
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(chunk)
    expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ headers: { 'x-a': '1, 2' } })
  })

  test.each([
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['a password in the host', 'GET / HTTP/1.1\r\nHost: a:b@c\r\n\r\n'],
    ['a path in the host', 'GET /public HTTP/1.1\r\nHost: a/events\r\n\r\n'],
    ['a path and a query in the host', 'GET /public HTTP/1.1\r\nHost: a/events?\r\n\r\n'],
    ['a path in the host, the other way round', 'GET /public HTTP/1.1\r\nHost: a\\events?\r\n\r\n'],
    ['a query in the host', 'GET /public HTTP/1.1\r\nHost: a?\r\n\r\n'],
    ['a hash in the host', 'GET /public HTTP/1.1\r\nHost: a#\r\n\r\n'],
    ['an empty host', 'GET //evil/events HTTP/1.1\r\nHost:\r\n\r\n'],
    ['a method that the Web forbids', 'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['no path', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('with %s gets 400, and the server lives', async (_what, text) => {
    const url = await serve(toNodeHandler(echo))
    const socket = connect(Number(new URL(url).port), '127.0.0.1').end(text)
    const [said] = await once(socket, 'data')
    expect(String(said)).toMatch(/^HTTP\/1.1 400 /)
    expect((await fetch(url)).status).toBe(200)
  })

  test('is read as it is asked for, and a body that is too large is answered all the same', async () => {
    const handler = async (request: Request) => {
      const reader = request.body?.getReader()
      await reader?.read()
      await reader?.cancel()
      return new Response('too large', { status: 413 })
    }
    const url = await serve(toNodeHandler(handler))
    const response = await fetch(url, { method: 'POST', body: new Uint8Array(5_000_000) })
    expect([response.status, await response.text()]).toEqual([413, 'too large'])
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(413)
  })

  test('that breaks off is an error of its body', async () => {
    const [begun, failed] = [vi.fn<() => void>(), vi.fn<(error: unknown) => void>()]
    const url = await serve(
      toNodeHandler(async (request) => {
        begun()
        await request.text().catch(failed)
        return new Response()
      }),
    )
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"half')
    await vi.waitFor(() => expect(begun).toHaveBeenCalled())
    socket.destroy()
    await vi.waitFor(() => expect(failed).toHaveBeenCalled())
  })
})

describe('The bytes of a body that something else has read', () => {
  const onError = vi.fn<(error: unknown) => void>()
  const withRead = (more: (text: string) => object) =>
    serve((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const read = Object.assign(request, more(Buffer.concat(chunks).toString()))
        toNodeHandler(echo, { onError })(read, response)
      })
    })

  test.each<[string, (text: string) => object]>([
    ['rawBody as bytes', (text) => ({ rawBody: Buffer.from(text), body: JSON.parse(text) })],
    ['rawBody as text', (text) => ({ rawBody: text, body: JSON.parse(text) })],
    ['body as bytes', (text) => ({ body: Buffer.from(text) })],
  ])('come as they were sent, by %s', async (_what, more) => {
    const url = await withRead(more)
    const response = await fetch(url, { method: 'POST', body: '{"a": 1.0}' })
    expect(await response.json()).toMatchObject({ body: '{"a": 1.0}' })
  })

  test('are gone where only a parsed body is left: 500, and what to do', async () => {
    const url = await withRead((text) => ({ body: JSON.parse(text) }))
    const response = await fetch(url, { method: 'POST', body: '{"a": 1.0}' })
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'BODY_ALREADY_READ', message: expect.stringMatching(/verify/) })
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'BODY_ALREADY_READ' }))
  })

  test('are not missed where there were none', async () => {
    const url = await withRead(() => ({ body: {} }))
    expect((await fetch(url, { method: 'POST' })).status).toBe(200)
  })
})

describe('A response', () => {
  test('comes with its status, headers, cookies and body', async () => {
    const headers = new Headers([
      ['x-a', '1'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2, c'],
    ])
    const url = await serve(toNodeHandler({ fetch: () => new Response('gone', { status: 410, headers }) }))
    const response = await fetch(url)
    expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([410, '1', 'gone'])
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2, c'])
  })

  test('keeps the headers that a middleware has set before, such as those of CORS', async () => {
    const handle = toNodeHandler(() => Response.json({ ok: true }))
    const url = await serve((request, response) => {
      response.setHeader('access-control-allow-origin', 'https://app.example')
      handle(request, response)
    })
    const { headers } = await fetch(url)
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect(headers.get('content-type')).toBe('application/json')
  })

  test('to HEAD has no body', async () => {
    const cancel = vi.fn<() => void>()
    const body = () => new ReadableStream({ cancel })
    const url = await serve(toNodeHandler(() => new Response(body(), { headers: { 'content-length': '7' } })))
    const response = await fetch(url, { method: 'HEAD' })
    expect([response.headers.get('content-length'), await response.text()]).toEqual(['7', ''])
    expect(cancel).toHaveBeenCalled()
  })

  test('is streamed: headers at once, each piece as it comes, and flushed where something compresses it', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const flush = vi.fn<() => void>()
    const handler = toNodeHandler(() => new Response(readable, { headers: { 'content-type': 'text/event-stream' } }))
    const url = await serve((request, response) => handler(request, Object.assign(response, { flush })))
    const response = await fetch(url)
    const reader = response.body!.getReader()
    for (const text of ['data: 1\n\n', 'data: 2\n\n']) {
      await writer.write(new TextEncoder().encode(text))
      expect(new TextDecoder().decode((await reader.read()).value)).toBe(text)
    }
    expect(flush).toHaveBeenCalledTimes(2)
    await writer.close()
    expect((await reader.read()).done).toBe(true)
  })

  test('that is there at once leaves in one piece, headers and all', async () => {
    const handler = toNodeHandler(() => Response.json({ ok: true }))
    let count = () => 0
    const url = await serve((request, response) => {
      const [one, several] = [vi.spyOn(request.socket, '_write'), vi.spyOn(request.socket, '_writev')]
      count = () => one.mock.calls.length + several.mock.calls.length
      handler(request, response)
    })
    expect(await (await fetch(url)).json()).toEqual({ ok: true })
    expect(count()).toBe(1)
  })

  test('is asked for no faster than the client reads', async () => {
    let made = 0
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      made += 1
      controller.enqueue(new Uint8Array(65_536))
      if (made === 2000) controller.close()
    }
    const url = await serve(toNodeHandler(() => new Response(new ReadableStream({ pull }))))
    const [response] = await once(openRequest(url).end(), 'response')
    response.pause()
    await untilStill(() => made)
    // 128 MiB in all; what the system's buffers take is a few.
    expect(made).toBeLessThan(400)
    let size = 0
    for await (const chunk of response) size += chunk.length
    expect(size).toBe(2000 * 65_536)
  })

  test.each(['before the answer', 'while it is streamed'])(
    'tells its signal and its body that the client goes %s',
    async (when) => {
      const cancel = vi.fn<() => void>()
      const onError = vi.fn<(error: unknown) => void>()
      let signal: AbortSignal | undefined
      const handler = async (request: Request) => {
        ;({ signal } = request)
        if (when === 'before the answer')
          await new Promise((_, reject) => request.signal.addEventListener('abort', reject))
        return new Response(
          new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)), cancel }),
        )
      }
      const url = await serve(toNodeHandler(handler, { onError }))
      const client = new AbortController()
      const asked = fetch(url, { signal: client.signal }).catch(() => undefined)
      if (when === 'before the answer') await vi.waitFor(() => expect(signal).toBeDefined())
      else await asked
      expect(signal?.aborted).toBe(false)
      client.abort()
      await vi.waitFor(() => expect(signal?.aborted).toBe(true))
      if (when === 'while it is streamed') await vi.waitFor(() => expect(cancel).toHaveBeenCalled())
      expect(onError).not.toHaveBeenCalled()
    },
  )

  test('does not wait for a client that stops reading and goes', async () => {
    const cancel = vi.fn<() => void>()
    const pull = vi.fn<(controller: ReadableStreamDefaultController) => void>()
    pull.mockImplementation((controller) => controller.enqueue(new Uint8Array(65_536)))
    const url = await serve(toNodeHandler(() => new Response(new ReadableStream({ pull, cancel }))))
    const request = openRequest(url).end()
    const [response] = await once(request, 'response')
    response.pause()
    await untilStill(() => pull.mock.calls.length)
    expect(cancel).not.toHaveBeenCalled()
    request.destroy()
    await vi.waitFor(() => expect(cancel).toHaveBeenCalled())
  })

  test('that was given does not abort its request', async () => {
    let signal: AbortSignal | undefined
    const handler = (request: Request) => {
      ;({ signal } = request)
      return new Response('done')
    }
    const closed = vi.fn<() => void>()
    const handle = toNodeHandler(handler)
    const url = await serve((request, response) => {
      handle(request, response)
      response.once('close', closed)
    })
    await (await fetch(url, { headers: { connection: 'close' } })).text()
    await vi.waitFor(() => expect(closed).toHaveBeenCalled())
    expect(signal?.aborted).toBe(false)
  })
})

describe('A handler that fails', () => {
  const fail = () => {
    throw new Error('the password is 1234')
  }

  test('is a 500 that says nothing of why, and is reported', async () => {
    const onError = vi.fn<(error: unknown) => void>()
    const url = await serve(toNodeHandler(fail, { onError }))
    const response = await fetch(url)
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('1234')])
    expect(onError).toHaveBeenCalledTimes(1)
  })

  test('in the midst of its body cuts the line, so that nobody takes the half for the whole', async () => {
    const onError = vi.fn<(error: unknown) => void>()
    const pull = vi.fn<(controller: ReadableStreamDefaultController<Uint8Array>) => void>()
    pull.mockImplementationOnce((controller) => controller.enqueue(new Uint8Array(5)))
    pull.mockImplementation((controller) => controller.error(new Error('away')))
    const url = await serve(toNodeHandler(() => new Response(new ReadableStream({ pull })), { onError }))
    await expect((async () => (await fetch(url)).text())()).rejects.toThrow(TypeError)
    expect(onError).toHaveBeenCalledTimes(1)
  })
})
