import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { stomp, type StompFrame, type StompOptions } from '../../src/transports/stomp.js'
import { createSockets } from './createSockets.js'
import { follow, settle } from './follow.js'
import { startStompServer, type StompServer, type StompServerOptions, toStompText } from './stompServer.js'

const written: unknown[] = []

beforeEach(() => {
  written.length = 0
  for (const name of ['log', 'info', 'debug', 'warn', 'error'] as const)
    vi.spyOn(console, name).mockImplementation((...args) => void written.push(args))
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  if (written.length > 0) throw new Error(`Written to the console: ${JSON.stringify(written)}`)
})

async function connect(options: StompOptions = {}, server: StompServerOptions = {}) {
  const started = await serve(server)
  const followed = follow(through(started, options))
  await followed.until('open')
  const [peer] = started.peers
  if (!peer) throw new Error('nobody came')
  return { ...followed, peer }
}

async function serve(options?: StompServerOptions) {
  const server = await startStompServer(options)
  onTestFinished(() => server.stop())
  return server
}

const through = (server: StompServer, options?: StompOptions) => stomp(() => server.url, { WebSocket, ...options })

const message = (body: string, destination = '/topic/a'): StompFrame => ({ command: 'MESSAGE', destination, body })

describe('A STOMP link that opens', () => {
  test.each(['1.0', '1.1', '1.2'] as const)('speaks to a server of version %s in it', async (version) => {
    const { link, peer, until } = await connect({}, { version })
    expect(peer.protocol).toBe(`v${version.replace('.', '')}.stomp`)
    expect(peer.frames).toEqual([
      { command: 'CONNECT', headers: { 'accept-version': '1.2,1.1,1.0', 'heart-beat': '10000,0' } },
    ])
    link.send({ command: 'SUBSCRIBE', destination: '/v1/1/events/address/0xa/' })
    link.send({ command: 'UNSUBSCRIBE', destination: '/v1/1/events/address/0xa/' })
    await expect
      .poll(() => peer.frames.slice(1))
      .toEqual([
        {
          command: 'SUBSCRIBE',
          headers: { id: '/v1/1/events/address/0xa/', destination: '/v1/1/events/address/0xa/' },
        },
        { command: 'UNSUBSCRIBE', headers: { id: '/v1/1/events/address/0xa/' } },
      ])
    peer.sendText('hello')
    await until(message('hello'))
  })

  test('is left where the engine loses its patience with a server that never answers CONNECT', async () => {
    const server = await serve({ greeting: 'none' })
    const { closes, events, link } = follow(through(server))
    await expect.poll(() => server.peers[0]?.frames).toHaveLength(1)
    link.send({ command: 'SUBSCRIBE', destination: '/topic/a' })
    server.peers[0]?.sendText('early')
    await settle()
    expect(events).toEqual([])
    link.close()
    expect(closes).toEqual([{ code: 1000, opened: false, message: 'Closed by onwire' }])
    await expect.poll(() => server.peers[0]?.isGone).toBe(true)
    expect(server.peers[0]?.frames).toHaveLength(1)
    expect(events).toEqual(['close'])
  })

  test('tells a refused CONNECT by its ERROR, and closes without having opened', async () => {
    const server = await serve({ greeting: 'ERROR' })
    const { closes, events, until } = follow(through(server))
    await until('close')
    await settle()
    expect(events).toEqual([{ command: 'ERROR', message: 'Bad CONNECT', body: 'Access refused' }, 'close'])
    expect(closes).toEqual([{ code: 1006, opened: false, message: 'STOMP error: Bad CONNECT' }])
  })

  test('opens nothing anew at a second CONNECTED', async () => {
    const { events, peer, until } = await connect()
    peer.sendRaw(toStompText('CONNECTED', { version: '1.2' }))
    peer.sendText('after')
    await until(message('after'))
    expect(events).toEqual(['open', message('after')])
  })

  test('asks for its headers before each attempt', async () => {
    const server = await serve()
    let count = 0
    const transport = through(server, { connectHeaders: async () => ({ passcode: String(++count) }) })
    for (const passcode of ['1', '2']) {
      const { link, until } = follow(transport)
      await until('open')
      expect(server.peers.at(-1)?.frames[0]?.headers).toMatchObject({ passcode })
      link.close()
    }
    const { closes, until } = follow(through(server, { connectHeaders: () => Promise.reject(new Error('no ticket')) }))
    await until('close')
    expect(closes).toEqual([{ code: 1006, opened: false, message: 'No STOMP: Error: no ticket' }])
    expect(server.peers).toHaveLength(2)
  })
})

describe('A STOMP link that ends', () => {
  test('hands an ERROR on, and closes though the server waits', async () => {
    const { closes, events, peer, until } = await connect()
    peer.sendRaw(
      toStompText('ERROR', { message: 'no such queue at wss\\c//u:p@x.example?key=hushhush' }, 'why') +
        toStompText('MESSAGE', { destination: '/topic/a' }, 'late'),
    )
    await until('close')
    await expect.poll(() => peer.isGone).toBe(true)
    await settle()
    expect(events).toMatchObject(['open', { command: 'ERROR', body: 'why' }, 'close'])
    expect(closes).toEqual([{ code: 1006, opened: true, message: 'STOMP error: no such queue at wss://x.example' }])
  })

  test('is over at once where it was half open and is let go', async () => {
    const { closes, events, link, peer } = await connect()
    peer.freeze()
    link.close()
    expect(closes).toEqual([{ code: 1000, opened: true, message: 'Closed by onwire' }])
    await settle()
    expect(events).toEqual(['open', 'close'])
  })

  test('has its last frame in the one that lets go', async () => {
    const server = await serve()
    const events: unknown[] = []
    const link = through(server).open({
      open: () => events.push('open'),
      frame(frame) {
        events.push(frame)
        link.close()
      },
      alive: () => events.push('alive'),
      close: () => events.push('close'),
    })
    await expect.poll(() => events).toEqual(['open'])
    const text = toStompText('MESSAGE', { destination: '/topic/a' }, 'x')
    server.peers[0]?.sendRaw(`${text}\n${text}\n`)
    await expect.poll(() => events).toContain('close')
    await settle()
    expect(events).toEqual(['open', message('x'), 'close'])
  })

  test('closes a socket that is let go while connecting once that opens, and greets nobody', async () => {
    const { WebSocket: Fake, made } = createSockets()
    const { events, link } = follow(stomp(() => 'wss://x.example', { WebSocket: Fake }))
    await expect.poll(() => made[0]?.onopen).toBeTypeOf('function')
    link.close()
    expect(made[0]?.closed).toBe(0)
    made[0]?.open()
    expect(made[0]?.closed).toBeGreaterThan(0)
    expect(made[0]?.sent).toEqual([])
    made[0]?.onclose?.({ code: 1006, reason: '' })
    expect(events).toEqual(['close'])
  })

  test('closes one that is let go before the client has begun to listen, too', async () => {
    const { WebSocket: Fake, made } = createSockets()
    class Hasty extends Fake {
      constructor(url: string) {
        super(url)
        queueMicrotask(() => link.close())
      }
    }
    const { events, link } = follow(stomp(() => 'wss://x.example', { WebSocket: Hasty }))
    await settle()
    expect(events).toEqual(['close'])
    expect(made[0]?.closed).toBe(0)
    made[0]?.open()
    expect(made[0]?.closed).toBeGreaterThan(0)
    expect(made[0]?.sent).toEqual([])
  })

  test('is over at an error before the opening, though no close comes', async () => {
    const { WebSocket: Fake, made } = createSockets()
    const { closes } = follow(stomp(() => 'wss://x.example', { WebSocket: Fake }))
    await expect.poll(() => made[0]?.onopen).toBeTypeOf('function')
    made[0]?.onerror?.({ message: 'no way to wss://x.example/?key=hushhush' })
    made[0]?.onclose?.({ code: 1006, reason: '' })
    expect(closes).toEqual([
      { code: 1006, opened: false, message: 'WebSocket refused or unreachable: no way to wss://x.example/' },
    ])
  })

  test('says in its close what to pass, without any WebSocket class', async () => {
    vi.stubGlobal('WebSocket', undefined)
    onTestFinished(() => void vi.unstubAllGlobals())
    const { closes, until } = follow(stomp(() => 'wss://x.example'))
    await until('close')
    expect(closes).toMatchObject([{ opened: false, message: expect.stringContaining('`ws` package') }])
  })
})

describe('The beats of STOMP', () => {
  test('are sent each 10 s, where the server wants some, and no more after the end', async () => {
    vi.useFakeTimers()
    const { WebSocket: Fake, made } = createSockets()
    const { events, link } = follow(stomp(() => 'wss://x.example', { WebSocket: Fake }))
    await vi.advanceTimersByTimeAsync(0)
    const [socket] = made
    socket?.open()
    expect(socket?.sent).toEqual([expect.stringContaining('heart-beat:10000,0\n')])
    socket?.onmessage?.({ data: toStompText('CONNECTED', { version: '1.1', 'heart-beat': '0,5000' }) })
    expect(events).toEqual(['open'])
    await vi.advanceTimersByTimeAsync(9999)
    expect(socket?.sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(20_001)
    expect(socket?.sent.slice(1)).toEqual(['\n', '\n', '\n'])
    link.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('of the server are signs of life', async () => {
    const { events, link, peer, until } = await connect()
    peer.sendRaw('\n')
    await until('alive')
    link.close()
    peer.sendRaw('\n')
    await settle()
    expect(events).toEqual(['open', 'alive', 'close'])
  })
})

describe('The messages of STOMP', () => {
  test('come whole, however they are cut', async () => {
    const { events, peer, until } = await connect()
    const bytes = new TextEncoder().encode(
      toStompText('MESSAGE', { destination: '/topic/a' }, '{"text":"grün \0 €"}') +
        toStompText('MESSAGE', { destination: '/topic/b' }, '2'),
    )
    for (const byte of bytes) peer.sendRaw(Uint8Array.of(byte))
    await until(message('2', '/topic/b'))
    expect(events).toEqual(['open', message('{"text":"grün \0 €"}'), message('2', '/topic/b')])
  })

  test('may come several in one piece, without their length, too', async () => {
    const { events, peer, until } = await connect()
    peer.sendRaw('MESSAGE\ndestination:/topic/a\n\none\0MESSAGE\r\ndestination:/topic/b\r\n\r\ntwo\0')
    await until(message('two', '/topic/b'))
    expect(events).toEqual(['open', message('one'), message('two', '/topic/b')])
  })

  test('without a destination are known by their subscription', async () => {
    const { events, link, peer, until } = await connect()
    link.send({ command: 'SUBSCRIBE', destination: '/v1/1/events/topics/0xb/' })
    await expect.poll(() => peer.received).toHaveLength(1)
    const subscription = peer.frames.at(-1)?.headers['id'] ?? ''
    peer.sendRaw(toStompText('MESSAGE', { subscription, 'message-id': '1' }, 'one'))
    peer.sendRaw(toStompText('MESSAGE', { 'message-id': '2' }, 'two'))
    await until(message('two', ''))
    expect(events).toEqual(['open', message('one', '/v1/1/events/topics/0xb/'), message('two', '')])
  })

  test('that come after an unsubscribe are handed on, for the protocol to tell', async () => {
    const { link, peer, until } = await connect()
    link.send({ command: 'SUBSCRIBE', destination: '/topic/a' })
    link.send({ command: 'UNSUBSCRIBE', destination: '/topic/a' })
    await expect.poll(() => peer.frames).toHaveLength(3)
    peer.sendText('late')
    await until(message('late'))
    expect(peer.isGone).toBe(false)
  })

  test('are told, and other frames are passed over', async () => {
    const { events, peer, until } = await connect()
    peer.sendRaw(toStompText('RECEIPT', { 'receipt-id': '1' }) + toStompText('NONSENSE', {}, 'x'))
    peer.sendText('after')
    await until(message('after'))
    expect(events).toEqual(['open', message('after')])
  })
})
