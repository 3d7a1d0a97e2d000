import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { sse } from '../../src/transports/sse.js'
import { createSseParser, type SseEvent } from '../../src/transports/sseParser.js'
import { follow, settle } from './follow.js'
import { checkProperty } from '../support/property.js'

afterEach(() => {
  vi.useRealTimers()
})

function parse(chunks: readonly string[]) {
  const received: (SseEvent | 'comment')[] = []
  const take = createSseParser({ event: (event) => received.push(event), comment: () => received.push('comment') })
  for (const chunk of chunks) take(chunk)
  return received
}

/** Streams whose every byte is written by the test. */
function createStreams() {
  const asked: { readonly body: unknown; readonly signal: AbortSignal; write(text: string): void; end(): void }[] = []
  const answers: (() => Response | Promise<Response>)[] = []
  const transport = sse(async (body, signal) => {
    const written = new TransformStream<Uint8Array, Uint8Array>()
    const writer = written.writable.getWriter()
    writer.closed.catch(() => {})
    signal.addEventListener('abort', () => void writer.abort(signal.reason).catch(() => {}))
    asked.push({
      body: JSON.parse(body),
      signal,
      write: (text) => void writer.write(new TextEncoder().encode(text)).catch(() => {}),
      end: () => void writer.close(),
    })
    const answer = answers.shift()
    return answer ? answer() : new Response(written.readable, { headers: { 'content-type': 'text/event-stream' } })
  })
  return { asked, answers, transport }
}

test('A stream is read as the standard says: comments, line ends, lines of data, ids, a byte order mark', () => {
  expect(
    parse([': hello\n\nevent: update\ndata: 1\ndata:2\nid: 7\n\n', 'data\n\n', 'id: 8\r\n\r\n', 'nothing: x\n\n']),
  ).toEqual([
    'comment',
    { event: 'update', data: '1\n2', id: '7' },
    { event: '', data: '' },
    { event: '', data: '', id: '8' },
  ])
})

test('A stream is the same wherever it is cut, and whatever ends its lines', () => {
  const lines = [':', '', 'event: a', 'id: 1', 'data: {"x":"ü"}', 'data:  two', '', 'data: b', '']
  const whole = parse([`${lines.join('\n')}\n`])
  checkProperty(
    fc.property(fc.array(fc.nat({ max: 80 }), { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'), (cuts, end) => {
      const text = `${lines.join(end)}${end}${end === '\r' ? '\n' : ''}`
      const places = [...new Set(cuts)].filter((cut) => cut < text.length).sort((a, b) => a - b)
      const chunks = [...places, text.length].map((to, index) => text.slice(places[index - 1] ?? 0, to))
      expect(parse(chunks)).toEqual(whole)
    }),
  )
})

test('What is sent opens the stream anew, the old one is read until that is up, and nothing is told twice', async () => {
  const { answers, asked, transport } = createStreams()
  const received: unknown[] = []
  const opened = vi.fn<() => void>()
  const closed = vi.fn<() => void>()
  const on = { open: opened, frame: ({ data }: SseEvent) => received.push(data), alive() {}, close: closed }
  const link = transport.open(on, [['a']])
  await settle()
  asked[0]?.write('id: 1\ndata: one\n\n')
  await settle()
  let letIn = (_response: undefined) => {}
  const held = new Promise((resolve) => (letIn = resolve))
  const late = new TransformStream<Uint8Array, Uint8Array>()
  answers.push(async () => {
    await held
    return new Response(late.readable, { headers: { 'content-type': 'text/event-stream' } })
  })
  link.send(['a', 'b'])
  link.send(['a', 'c'])
  await settle()
  asked[0]?.write('id: 2\ndata: two\n\n')
  await settle()
  expect(asked.map(({ body }) => body)).toEqual([{ topics: ['a'] }, { topics: ['a', 'b'], cursor: '1' }])
  expect(asked[0]?.signal.aborted).toBe(false)
  letIn(undefined)
  await settle()
  expect(asked[0]?.signal.aborted).toBe(true)
  const writer = late.writable.getWriter()
  writer.closed.catch(() => {})
  writer.write(new TextEncoder().encode('id: 2\ndata: two\n\nid: 3\ndata: three\n\n')).catch(() => {})
  await settle()
  // What was sent last while the second was being opened.
  expect(asked.at(-1)?.body).toMatchObject({ topics: ['a', 'c'] })
  asked.at(-1)?.write('id: 3\ndata: three\n\nid: 4\ndata: four\n\n')
  await settle()
  expect(received).toEqual(['one', 'two', 'three', 'four'])
  expect(opened).toHaveBeenCalledTimes(1)
  expect(closed).not.toHaveBeenCalled()
  link.close()
})

test.each<[string, () => Response]>([
  ['full', () => new Response('', { status: 429, headers: { 'retry-after': '20' } })],
  ['unreachable', () => Response.error()],
])(
  'A stream that cannot be replaced, since the server is %s, is read on, and replaced later',
  async (_name, answer) => {
    vi.useFakeTimers()
    const { answers, asked, transport } = createStreams()
    const received: string[] = []
    const closed = vi.fn<() => void>()
    const on = { open() {}, alive() {}, frame: ({ data }: SseEvent) => received.push(data), close: closed }
    const link = transport.open(on, [['a']])
    await vi.advanceTimersByTimeAsync(10)
    answers.push(answer)
    link.send(['a', 'b'])
    await vi.advanceTimersByTimeAsync(10)
    asked[0]?.write('id: 1\ndata: one\n\n')
    await vi.advanceTimersByTimeAsync(4_000)
    expect([received, asked.length]).toEqual([['one'], 2])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(asked.at(-1)?.body).toEqual({ topics: ['a', 'b'], cursor: '1' })
    asked.at(-1)?.write('id: 2\ndata: two\n\n')
    await vi.advanceTimersByTimeAsync(10)
    expect(received).toEqual(['one', 'two'])
    expect(asked[0]?.signal.aborted).toBe(true)
    expect(closed).not.toHaveBeenCalled()
    link.close()
    expect(vi.getTimerCount()).toBe(0)
  },
)

test('A stream that may not be replaced is over', async () => {
  const { answers, asked, transport } = createStreams()
  const { closes, link, until } = follow(transport)
  await until('open')
  answers.push(() => new Response('', { status: 401 }))
  link.send(['a'])
  await until('close')
  expect(closes).toMatchObject([{ code: 401, opened: true }])
  expect(asked[0]?.signal.aborted).toBe(true)
})

test('A stream that is to be renewed is opened anew, and read until that is up', async () => {
  const { asked, transport } = createStreams()
  const { events, link, until } = follow(transport)
  await until('open')
  asked[0]?.write('id: 1\ndata: one\n\nevent: renew\ndata: {}\n\n')
  await settle()
  expect(asked.map(({ body }) => body)).toEqual([{ topics: [] }, { topics: [], cursor: '1' }])
  expect(asked[0]?.signal.aborted).toBe(true)
  asked[1]?.write('id: 2\ndata: two\n\n')
  await settle()
  expect(events).toMatchObject(['open', { data: 'one' }, { data: 'two' }])
  link.close()
})

test('The cursor goes along to the next link', async () => {
  const { asked, transport } = createStreams()
  const first = follow(transport)
  await first.until('open')
  asked[0]?.write('id: 5\n\n')
  await settle()
  asked[0]?.end()
  await first.until('close')
  await follow(transport).until('open')
  expect(asked[1]?.body).toEqual({ topics: [], cursor: '5' })
})

test('A reset ends the link where it had been told that it misses nothing, and not before', async () => {
  const { asked, transport } = createStreams()
  const { events, link, until } = follow(transport)
  await until('open')
  asked[0]?.write('event: reset\ndata: a\n\n')
  await settle()
  link.send(['a', 'b'])
  await settle()
  asked[1]?.write('event: reset\ndata: b\n\n')
  await settle()
  expect(events).not.toContain('close')
  link.send(['a', 'b', 'c'])
  await settle()
  asked[2]?.write('event: reset\ndata: a\n\n')
  await until('close')
})

test.each([401, 403])('HTTP %i is a refusal', async (status) => {
  const { answers, transport } = createStreams()
  answers.push(() => new Response('no', { status }))
  const { closes, until } = follow(transport)
  await until('close')
  expect(closes).toEqual([{ code: status, opened: false, message: `HTTP ${status} in place of an event stream` }])
})

test("A proxy's page is a failure", async () => {
  const { answers, transport } = createStreams()
  answers.push(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }))
  const { closes, until } = follow(transport)
  await until('close')
  expect(closes).toMatchObject([{ opened: false, message: 'HTTP 200 in place of an event stream' }])
})

test.each([429, 503])('The sse transport asks for nothing after HTTP %i until Retry-After is over', async (status) => {
  // The wall clock steps back meanwhile: it has no say.
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  const { answers, asked, transport } = createStreams()
  answers.push(() => new Response('', { status, headers: { 'retry-after': '20' } }))
  for (const seconds of [0, 10, 9]) {
    vi.advanceTimersByTime(seconds * 1000)
    vi.setSystemTime(1e12 - seconds * 1e6)
    await follow(transport).until('close')
  }
  expect(asked).toHaveLength(1)
  vi.advanceTimersByTime(2000)
  await follow(transport).until('open')
  expect(asked).toHaveLength(2)
})
