import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { socketIo, type SocketIoFrame, type SocketIoOptions } from '../../src/transports/socketIo.js'
import { createSockets } from './createSockets.js'
import { follow, settle } from './follow.js'
import { type Gate, startSocketIoServer } from './socketIoServer.js'

afterEach(() => void vi.restoreAllMocks())

async function serve(options?: Parameters<typeof startSocketIoServer>[0]) {
  const server = await startSocketIoServer(options)
  onTestFinished(() => server.stop())
  return server
}

type Served = Awaited<ReturnType<typeof serve>>

const through = (server: Served, options?: SocketIoOptions) => socketIo(() => server.url, options)

const frame = (text: string): SocketIoFrame => ['text', text]

/** The first packet of a server's engine. */
const handshake = (times: { readonly pingInterval: number; readonly pingTimeout: number }) =>
  `0${JSON.stringify({ sid: 'a', upgrades: [], maxPayload: 1e6, ...times })}`

/** Opens a link that sends and receives, once each, and nothing else. */
async function expectWorking(transport: ReturnType<typeof socketIo>, server: Served) {
  const known = server.peers.length
  const { events, link, until } = follow(transport)
  await until('open')
  await expect.poll(() => server.peers.length).toBe(known + 1)
  const peer = server.peers[known]
  link.send(['hello'])
  await expect.poll(() => peer?.received).toEqual(['hello'])
  peer?.sendText('world')
  await until(frame('world'))
  link.close()
  await expect.poll(() => peer?.isGone).toBe(true)
  await settle()
  expect(peer?.received).toEqual(['hello'])
  expect(events).toEqual(['open', frame('world'), 'close'])
}

const isUpgrade = (request: string) => request.startsWith('upgrade')

describe('The socketIo transport', { timeout: 600_000 }, () => {
  test('connects by WebSocket alone', async () => {
    const server = await serve()
    const transport = through(server, { transports: ['websocket'] })
    await expectWorking(transport, server)
    await expectWorking(transport, server)
    expect(server.requests.every(isUpgrade)).toBe(true)
  })

  test('connects by long polling alone', async () => {
    const server = await serve()
    const transport = through(server, { transports: ['polling'] })
    await expectWorking(transport, server)
    await expectWorking(transport, server)
    expect(server.requests.some(isUpgrade)).toBe(false)
  })

  test('tries WebSocket first, and needs no polling', async () => {
    const server = await serve()
    await expectWorking(through(server), server)
    expect(server.requests).toEqual([expect.stringContaining('upgrade /socket.io/?EIO=4&transport=websocket')])
  })

  test.each<Gate>([400, 403, 502, 'cut', 'hang'])(
    'goes over to long polling where a proxy answers upgrades with %s',
    async (gate) => {
      const server = await serve()
      server.setGates({ upgrades: gate })
      const ways: string[] = []
      server.io.on('connection', ({ conn }) => ways.push(conn.transport.name))
      const transport = through(server, { upgradeMs: gate === 'hang' ? 1000 : undefined })
      await expectWorking(transport, server)
      server.setGates({ upgrades: 'open' })
      await expectWorking(transport, server)
      expect(ways).toEqual(['polling', 'websocket'])
    },
  )

  test('lets go of an upgrade that is never answered: browsers begin no other one to that server before that', async () => {
    const server = await serve()
    const { WebSocket: Hanging, made } = createSockets()
    await expectWorking(through(server, { WebSocket: Hanging, upgradeMs: 200 }), server)
    expect(made).toMatchObject([{ closed: 1 }])
  })

  test('lets go of such an upgrade after 5 s where the app says nothing else', async () => {
    const server = await serve()
    const { WebSocket: Hanging, made } = createSockets()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { link } = follow(through(server, { WebSocket: Hanging }))
    await expect.poll(() => made).toHaveLength(1)
    vi.advanceTimersByTime(4_999)
    expect(made).toMatchObject([{ closed: 0 }])
    vi.advanceTimersByTime(1)
    expect(made).toMatchObject([{ closed: 1 }])
    link.close()
  })

  test("uses a WebSocket class of the app's own, in its turn", async () => {
    const server = await serve()
    const urls: string[] = []
    class Counted extends WebSocket {
      constructor(url: string) {
        super(url)
        urls.push(url)
      }
    }
    await expectWorking(through(server, { WebSocket: Counted }), server)
    expect(urls).toHaveLength(1)
  })

  test('goes over to long polling where that class throws, as for a blocked address', async () => {
    const server = await serve()
    class Blocked extends WebSocket {
      constructor() {
        super('wss://')
      }
    }
    await expectWorking(through(server, { WebSocket: Blocked }), server)
    const { closes, until } = follow(through(server, { WebSocket: Blocked, transports: ['websocket'] }))
    await until('close')
    expect(closes).toEqual([{ opened: false, message: expect.stringContaining('Invalid URL') }])
  })

  test('connects at a path of its own', async () => {
    const server = await serve({ path: '/live' })
    await expectWorking(through(server, { path: '/live' }), server)
    expect(server.requests).toEqual([expect.stringContaining('/live/?')])
  })
})

describe('A link of the socketIo transport', { timeout: 600_000 }, () => {
  test.each([
    ['says goodbye', (server: Served) => server.io.disconnectSockets(), 'io server disconnect'],
    ['ends the connection', (server: Served) => server.io.disconnectSockets(true), 'io server disconnect'],
    ['closes the engine', (server: Served) => server.io.engine.close(), 'transport close'],
    [
      'sends junk',
      (server: Served) => server.io.sockets.sockets.forEach(({ conn }) => conn.send('9junk')),
      'parse error',
    ],
  ])('closes once at a server that %s, and opens again', async (_name, act, reason) => {
    const server = await serve()
    const transport = through(server)
    const { closes, events, until } = follow(transport)
    await until('open')
    await expect.poll(() => server.peers.length).toBe(1)
    act(server)
    await until('close')
    await settle()
    expect(closes).toEqual([{ opened: true, message: `Socket.IO closed: ${reason}` }])
    expect(events).toEqual(['open', 'close'])
    await expect.poll(() => server.peers[0]?.isGone).toBe(true)
    await expectWorking(transport, server)
  })

  test('leaves a server that falls silent at its own ping timeout', async () => {
    const { WebSocket: Fake, made } = createSockets()
    const { closes, events, until } = follow(socketIo(() => 'https://x.example', { WebSocket: Fake }))
    await expect.poll(() => made).toHaveLength(1)
    const [socket] = made
    socket?.open()
    socket?.onmessage?.({ data: handshake({ pingInterval: 50, pingTimeout: 50 }) })
    await expect.poll(() => socket?.sent).toEqual(['40{}'])
    socket?.onmessage?.({ data: '40{"sid":"b"}' })
    await until('close')
    expect(events).toEqual(['open', 'close'])
    expect(closes).toEqual([{ opened: true, message: 'Socket.IO closed: ping timeout' }])
    expect(socket?.closed).toBe(1)
  })

  test('does not tell what came before the namespace had let in, then or on the next link', async () => {
    const { WebSocket: Fake, made } = createSockets()
    const transport = socketIo(() => 'https://x.example', { WebSocket: Fake, transports: ['websocket'] })
    const first = follow(transport)
    await expect.poll(() => made).toHaveLength(1)
    made[0]?.open()
    made[0]?.onmessage?.({ data: handshake({ pingInterval: 25_000, pingTimeout: 20_000 }) })
    made[0]?.onmessage?.({ data: '2' })
    made[0]?.onmessage?.({ data: '42["text","early"]' })
    await settle()
    made[0]?.onclose?.({ code: 1006, reason: '' })
    expect(first.events).toEqual(['close'])
    const second = follow(transport)
    await expect.poll(() => made).toHaveLength(2)
    made[1]?.open()
    made[1]?.onmessage?.({ data: handshake({ pingInterval: 25_000, pingTimeout: 20_000 }) })
    made[1]?.onmessage?.({ data: '40{"sid":"b"}' })
    made[1]?.onmessage?.({ data: '42["text","in time"]' })
    await second.until(frame('in time'))
    expect(second.events).toEqual(['open', frame('in time')])
  })

  test('closes at a restart of the server, and opens again', async () => {
    const first = await serve()
    const transport = through(first)
    const { events, until } = follow(transport)
    await until('open')
    await first.stop()
    await until('close')
    const between = follow(transport)
    await between.until('close')
    expect(between.closes).toEqual([
      { opened: false, message: expect.stringMatching(/^Socket\.IO refused or unreachable: /) },
    ])
    const second = await serve({ port: Number(new URL(first.url).port) })
    await expectWorking(transport, second)
    expect(events).toEqual(['open', 'close'])
  })

  test('is refused by a namespace until that lets it in', async () => {
    const server = await serve()
    let isShut = true
    server.io.use((_socket, next) =>
      next(isShut ? new Error('no such key, see https://x.example?key=hushhush') : undefined),
    )
    const transport = through(server)
    const { closes, events, until } = follow(transport)
    await until('close')
    await settle()
    const told = [['connect_error', 'no such key, see https://x.example'], 'close']
    expect(events).toEqual(told)
    expect(closes).toEqual([
      { opened: false, message: 'Socket.IO refused or unreachable: no such key, see https://x.example' },
    ])
    await expect.poll(() => server.io.engine.clientsCount).toBe(0)
    isShut = false
    await expectWorking(transport, server)
    expect(events).toEqual(told)
  })

  test.each([['polling'], ['websocket']] as const)(
    'a link that is let go while it connects by %s leaves no session behind',
    async (way) => {
      const server = await serve()
      server.setGates({ upgrades: 'slow', requests: 'slow' })
      let sessions = 0
      server.io.engine.on('connection', () => (sessions += 1))
      const { events, link } = follow(through(server, { transports: [way] }))
      await expect.poll(() => server.requests.length, { interval: 5 }).toBe(1)
      expect(sessions).toBe(0)
      link.close()
      expect(events).toEqual(['close'])
      await expect.poll(() => sessions).toBe(1)
      await expect.poll(() => server.io.engine.clientsCount).toBe(0)
      expect(events).toEqual(['close'])
    },
  )

  test('closes a socket that is let go while connecting once that opens, and not sooner', async () => {
    const { WebSocket: Fake, made } = createSockets()
    const { events, link } = follow(socketIo(() => 'https://x.example', { WebSocket: Fake, transports: ['websocket'] }))
    await expect.poll(() => made).toHaveLength(1)
    link.close()
    expect(made[0]?.closed).toBe(0)
    made[0]?.open()
    made[0]?.onmessage?.({
      data: '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1e6}',
    })
    await expect.poll(() => made[0]?.closed).toBe(1)
    expect(events).toEqual(['close'])
  })

  test('does not wait in its second attempt for one that was let go and hangs', async () => {
    const server = await serve()
    server.setDoor('hang')
    const transport = through(server)
    const { link } = follow(transport)
    await expect.poll(() => server.requests.length).toBe(1)
    link.close()
    server.setDoor('open')
    await expectWorking(transport, server)
  })
})

describe('What is sent while there is no connection', () => {
  test('is dropped while one is being made, too', async () => {
    const server = await serve()
    server.setGates({ upgrades: 'slow' })
    const { link, until } = follow(through(server))
    await expect.poll(() => server.requests.length, { interval: 5 }).toBe(1)
    link.send(['early'])
    await until('open')
    link.send(['in time'])
    await expect.poll(() => server.peers[0]?.received).toEqual(['in time'])
  })

  test('is never sent later', async () => {
    const server = await serve()
    const transport = through(server)
    const first = follow(transport)
    first.link.send(['early'])
    await first.until('open')
    server.io.disconnectSockets()
    await first.until('close')
    first.link.send(['late'])
    await expectWorking(transport, server)
    expect(server.peers[0]?.received).toEqual([])
  })

  test('is not sent later even where Socket.IO keeps it back after a sleep that outlasted the ping', async () => {
    const server = await serve()
    const transport = through(server)
    const first = follow(transport)
    await first.until('open')
    const now = Date.now()
    vi.spyOn(Date, 'now').mockReturnValue(now + 3_600_000)
    first.link.send(['after the sleep'])
    vi.restoreAllMocks()
    await first.until('close')
    expect(first.closes).toEqual([{ opened: true, message: 'Socket.IO closed: ping timeout' }])
    await expectWorking(transport, server)
  })
})

describe('Connection-state recovery', () => {
  const recovery = { connectionStateRecovery: {} }
  const offset: unknown = expect.any(String)

  /** A link that has seen one frame, and is cut; then the server says something to all. */
  async function blip(server: Served, transport: ReturnType<typeof socketIo>) {
    const { events, link, until } = follow(transport)
    await until('open')
    await expect.poll(() => server.peers.length).toBe(1)
    // Without recovery there is no offset.
    server.io.emit('text', 'first')
    await expect.poll(() => events).toHaveLength(2)
    server.peers[0]?.cut()
    await until('close')
    link.send(['late'])
    await expect.poll(() => server.peers[0]?.isGone).toBe(true)
    server.io.emit('text', 'missed')
  }

  test('brings what was missed, right after the opening', async () => {
    const server = await serve(recovery)
    const transport = through(server)
    await blip(server, transport)
    const { events, link, until } = follow(transport)
    await until('open')
    server.io.emit('text', 'next')
    await until(['text', 'next', offset])
    link.send(['hello'])
    expect(events).toEqual(['open', ['text', 'missed', offset], ['text', 'next', offset]])
    await expect.poll(() => server.peers[1]?.received).toEqual(['hello'])
  })

  test('may be answered from within the opening', async () => {
    const server = await serve(recovery)
    const transport = through(server)
    await blip(server, transport)
    const events: unknown[] = []
    const link = transport.open({
      open: () => link.send(['subscribe']),
      frame: (next) => events.push(next),
      alive: () => {},
      close: () => {},
    })
    onTestFinished(() => link.close())
    await expect.poll(() => server.peers[1]?.received).toEqual(['subscribe'])
    expect(events).toEqual([['text', 'missed', offset]])
  })

  test('is not told to a link that is let go in the opening', async () => {
    const server = await serve(recovery)
    const transport = through(server)
    await blip(server, transport)
    const events: unknown[] = []
    const link = transport.open({
      open() {
        events.push('open')
        link.close()
      },
      frame: (next) => events.push(next),
      alive: () => {},
      close: () => events.push('close'),
    })
    await expect.poll(() => events).toContain('close')
    await settle()
    expect(events).toEqual(['open', 'close'])
  })

  test('ends with the link that is let go in the middle of it', async () => {
    const server = await serve(recovery)
    const transport = through(server)
    await blip(server, transport)
    server.io.emit('text', 'missed, too')
    const events: unknown[] = []
    const link = transport.open({
      open: () => events.push('open'),
      frame(next) {
        events.push(next)
        link.close()
      },
      alive: () => {},
      close: () => events.push('close'),
    })
    await expect.poll(() => events).toContain('close')
    await settle()
    expect(events).toEqual(['open', ['text', 'missed', offset], 'close'])
  })

  test('is over where the address has changed', async () => {
    const server = await serve(recovery)
    let count = 0
    const transport = socketIo(() => `${server.url}?token=hushhush-${++count}`)
    await blip(server, transport)
    const { events, until } = follow(transport)
    await until('open')
    await settle()
    expect(events).toEqual(['open'])
  })

  test('is not needed', async () => {
    const server = await serve()
    const transport = through(server)
    await blip(server, transport)
    const { events, until } = follow(transport)
    await until('open')
    await settle()
    expect(events).toEqual(['open'])
    await expectWorking(transport, server)
  })
})

describe('The links of the socketIo transport do not share a connection:', () => {
  test('two transports at one address have two connections', async () => {
    const server = await serve()
    const [one, two] = [through(server), through(server)].map(follow)
    await one?.until('open')
    await two?.until('open')
    expect(server.io.engine.clientsCount).toBe(2)
    one?.link.close()
    await expect.poll(() => server.io.engine.clientsCount).toBe(1)
    server.io.emit('text', 'still there')
    await two?.until(frame('still there'))
    expect(one?.events).toEqual(['open', 'close'])
  })

  test('two namespaces of one server have two connections', async () => {
    const server = await serve()
    const [one, two] = ['a', 'b'].map((name) => follow(socketIo(() => `${server.url}/${name}`)))
    await one?.until('open')
    await two?.until('open')
    expect(server.io.engine.clientsCount).toBe(2)
  })

  test('two links of one transport do not meet', async () => {
    const server = await serve()
    const transport = through(server)
    const one = follow(transport)
    const two = follow(transport)
    await one.until('open')
    await two.until('open')
    one.link.close()
    await expect.poll(() => server.io.engine.clientsCount).toBe(1)
    server.io.emit('text', 'still there')
    await two.until(frame('still there'))
    expect(two.events).toEqual(['open', frame('still there')])
  })

  test('the path of the address is the namespace, and its query is told', async () => {
    const server = await serve()
    const { until } = follow(socketIo(() => `${server.url}/intents?chain=1&name=a%26b`))
    await until('open')
    const [socket] = await server.io.of('/intents').fetchSockets()
    expect(socket?.handshake.query).toMatchObject({ chain: '1', name: 'a&b' })
  })
})

describe('Credentials', () => {
  test('are asked for before each attempt', async () => {
    const server = await serve()
    const seen: unknown[] = []
    server.io.on('connection', ({ handshake }) => seen.push(handshake.auth))
    let count = 0
    const transport = through(server, { auth: async () => ({ token: ++count }) })
    await expectWorking(transport, server)
    await expectWorking(transport, server)
    expect(seen).toEqual([{ token: 1 }, { token: 2 }])
    await expectWorking(through(server, { auth: { token: 'hushhush' } }), server)
    expect(seen[2]).toEqual({ token: 'hushhush' })
  })

  test('that are asked for in vain are a close', async () => {
    const server = await serve()
    const { closes, until } = follow(through(server, { auth: () => Promise.reject(new Error('no ticket')) }))
    await until('close')
    expect(closes).toEqual([{ opened: false, message: 'No Socket.IO: Error: no ticket' }])
    expect(server.requests).toEqual([])
  })
})

test.each([['websocket'], ['polling']] as const)('Pings of the engine are signs of life by %s', async (way) => {
  const server = await serve({ pingInterval: 50 })
  const { events, link, until } = follow(through(server, { transports: [way] }))
  await until('alive')
  link.close()
  const count = events.length
  await new Promise((resolve) => setTimeout(resolve, 120))
  expect(events).toHaveLength(count)
})
