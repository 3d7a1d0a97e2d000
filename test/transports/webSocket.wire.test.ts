import { afterEach, expect, test, vi } from 'vitest'
import type { CloseReason } from '../../src/core/contract/transport.js'
import { webSocket } from '../../src/transports/webSocket.js'
import type { DomWebSocketClass, WebSocketClass } from '../../src/transports/webSocketLike.js'
import { createSockets } from './createSockets.js'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function open(WebSocket?: WebSocketClass) {
  const events: unknown[] = []
  const closes: CloseReason[] = []
  const link = webSocket(() => 'wss://x.example', WebSocket).open({
    open: () => events.push('open'),
    frame: (frame) => events.push(frame),
    alive: () => events.push('alive'),
    close: (reason) => closes.push(reason),
  })
  return { closes, events, link }
}

const turn = () => new Promise((resolve) => setTimeout(resolve))

test("A browser's WebSocket class fits, at compile time", () => {
  expect((Class: DomWebSocketClass): WebSocketClass => Class).toBeTypeOf('function')
})

test('The close says what to pass, without any WebSocket class', async () => {
  vi.stubGlobal('WebSocket', undefined)
  const { closes } = open()
  await expect.poll(() => closes).toMatchObject([{ opened: false, message: expect.stringContaining('`ws` package') }])
})

test('The global WebSocket class is looked up at each attempt', async () => {
  const { WebSocket, made } = createSockets()
  vi.stubGlobal('WebSocket', WebSocket)
  open()
  await expect.poll(() => made).toHaveLength(1)
})

test('Blobs are not asked for, since text would overtake them', async () => {
  const { WebSocket, made } = createSockets()
  open(WebSocket)
  await expect.poll(() => made).toMatchObject([{ binaryType: 'arraybuffer' }])
})

test('A socket that is let go while connecting is closed once it opens, and not sooner', async () => {
  const { WebSocket, made } = createSockets()
  const { closes, events, link } = open(WebSocket)
  await turn()
  link.close()
  expect(closes).toHaveLength(1)
  const [socket] = made
  expect(socket).toMatchObject({ closed: 0 })
  socket?.onopen?.(undefined)
  expect(socket?.closed).toBe(1)
  socket?.onmessage?.({ data: 'late' })
  socket?.onclose?.({ code: 1000, reason: '' })
  expect(events).toEqual([])
  expect(closes).toHaveLength(1)
})

test('A socket that is let go while connecting, and that nobody answers, is closed after 3 s all the same', async () => {
  const { WebSocket, made } = createSockets()
  const { closes, link } = open(WebSocket)
  await turn()
  vi.useFakeTimers()
  link.close()
  vi.advanceTimersByTime(2_999)
  expect(made).toMatchObject([{ closed: 0 }])
  vi.advanceTimersByTime(1)
  expect(made).toMatchObject([{ closed: 1 }])
  expect(closes).toHaveLength(1)
})

test('An error before the opening is the end, though no close comes', async () => {
  const { WebSocket, made } = createSockets()
  const { closes } = open(WebSocket)
  await turn()
  made[0]?.onerror?.({ message: 'Received network error from wss://x.example/?key=hushhush' })
  made[0]?.onclose?.({ code: 1006, reason: '' })
  expect(closes).toEqual([
    {
      code: 1006,
      opened: false,
      message: 'Received network error from wss://x.example/',
    },
  ])
})

test('An error of an open socket waits for its close', async () => {
  const { WebSocket, made } = createSockets()
  const { closes } = open(WebSocket)
  await turn()
  made[0]?.onopen?.(undefined)
  made[0]?.onerror?.({})
  expect(closes).toEqual([])
  made[0]?.onclose?.({ code: 1011, reason: '' })
  expect(closes).toMatchObject([{ code: 1011, opened: true }])
})
