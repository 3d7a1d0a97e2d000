import { createFusionSimulator } from 'onwire/testing'
import { type FusionServer, type FusionServerOptions, startFusionServer } from 'onwire/testing/node'
import { io, type ManagerOptions, type Socket } from 'socket.io-client'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

describe('The Fusion server', () => {
  const servers: FusionServer[] = []
  const sockets: Socket[] = []
  const start = async (options?: FusionServerOptions): Promise<FusionServer> => {
    const server = await startFusionServer(options)
    servers.push(server)
    return server
  }
  const connect = (server: FusionServer, options: Partial<ManagerOptions>): Socket => {
    const socket = io(server.url, { forceNew: true, reconnectionDelay: 10, reconnectionDelayMax: 20, ...options })
    sockets.push(socket)
    return socket
  }
  /** Its next status comes after half an hour: nothing passes while a busy machine looks. */
  const still = { speed: 0.001 }
  const heard = (socket: Socket, event: string) => new Promise<unknown>((resolve) => socket.once(event, resolve))
  const transportOf = (socket: Socket) => socket.io.engine.transport.name
  const control = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(`${servers[0]?.url}/__simulator${path}`, init)
    return { status: response.status, body: await response.json() }
  }
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect()
    await Promise.all(servers.splice(0).map((server) => server.close()))
  })

  describe('on the network', () => {
    it('lets pages of any origin in, by polling too', async () => {
      const server = await start()
      const headers = { origin: 'http://localhost:5173' }
      const polled = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers })
      expect([polled.status, polled.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
      const rest = await fetch(`${server.url}/api/chains`, { headers })
      expect([rest.status, rest.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
    })

    it('begins with polling and goes over to a WebSocket, as Socket.IO does', async () => {
      const server = await start()
      const socket = connect(server, {})
      await heard(socket, 'connect')
      await expect.poll(() => transportOf(socket)).toBe('websocket')
      const { intentId } = server.simulator.start('happy-path')
      socket.emit('subscribe:intent', intentId)
      expect(await heard(socket, 'intent:status')).toMatchObject({ intentId })
      expect(server.simulator.counters).toMatchObject({ connectionsOpened: 1, socketsOpened: 1 })
    })

    it('takes polling only: a client that begins with WebSocket falls back only where it is told to', async () => {
      const server = await start({ transports: ['polling'] })
      const stuck = connect(server, { transports: ['websocket', 'polling'] })
      const flexible = connect(server, { transports: ['websocket', 'polling'], tryAllTransports: true })
      expect(await heard(stuck, 'connect_error')).toMatchObject({ message: 'websocket error' })
      await expect.poll(() => flexible.connected).toBe(true)
      expect([transportOf(flexible), stuck.connected]).toEqual(['polling', false])
    })

    it('takes WebSockets only', async () => {
      const server = await start({ transports: ['websocket'] })
      const polling = connect(server, { transports: ['polling'] })
      expect(await heard(polling, 'connect_error')).toMatchObject({ message: 'xhr poll error' })
      const socket = connect(server, { transports: ['websocket'] })
      await heard(socket, 'connect')
    })

    it('loses rooms and news when a connection is cut', async () => {
      const server = await start()
      const socket = connect(server, { transports: ['websocket'] })
      await heard(socket, 'connect')
      socket.emit('subscribe:all')
      await heard(socket, 'mempool:stats')
      server.simulator.faults.kick()
      await heard(socket, 'connect')
      const news: string[] = []
      socket.onAny((name: string) => news.push(name))
      server.simulator.start('happy-path')
      socket.emit('ping')
      await heard(socket, 'pong')
      expect(socket.recovered).not.toBe(true)
      expect(news).toEqual(['pong'])
    })

    it('recovers a connection with its rooms, and with what it missed, where it is told to', async () => {
      const server = await start({ recoveryMs: 600_000 })
      const socket = connect(server, { transports: ['websocket'] })
      const news: string[] = []
      socket.onAny((name: string) => news.push(name))
      await heard(socket, 'connect')
      socket.emit('subscribe:all')
      await heard(socket, 'mempool:stats')
      const { id } = socket
      server.simulator.faults.drop()
      await heard(socket, 'disconnect')
      server.simulator.start('happy-path', still)
      server.simulator.faults.restore()
      await heard(socket, 'connect')
      await expect.poll(() => news).toEqual(['mempool:stats', 'intent:new', 'mempool:stats'])
      expect([socket.recovered, socket.id]).toEqual([true, id])
      server.simulator.start('happy-path', still)
      await expect.poll(() => news).toHaveLength(5)
      expect(server.simulator.counters).toMatchObject({ socketsOpened: 1, socketsOpen: 1, socketsRecovered: 1 })
    })

    it('forgets a client that does not come back in time', async () => {
      const server = await start({ recoveryMs: 60 })
      const socket = connect(server, { transports: ['websocket'], reconnection: false })
      await heard(socket, 'connect')
      server.simulator.faults.kick()
      await heard(socket, 'disconnect')
      expect(server.simulator.counters.socketsOpen).toBe(1)
      await expect.poll(() => server.simulator.counters.socketsOpen).toBe(0)
    })

    it('does not keep the place of a client that the server itself disconnects', async () => {
      const server = await start({ recoveryMs: 60_000 })
      const socket = connect(server, { transports: ['websocket'] })
      await heard(socket, 'connect')
      server.simulator.faults.disconnect()
      await heard(socket, 'disconnect')
      await expect.poll(() => server.simulator.counters.socketsOpen).toBe(0)
    })

    it('pings nobody while it is frozen, on a connection that went over to a WebSocket too', async () => {
      const simulator = createFusionSimulator({ pingIntervalMs: 800, pingTimeoutMs: 700 })
      const server = await start({ simulator })
      const socket = connect(server, { reconnection: false })
      await heard(socket, 'connect')
      await expect.poll(() => transportOf(socket)).toBe('websocket')
      simulator.faults.freeze()
      expect(await heard(socket, 'disconnect')).toMatch(/^(ping timeout|transport close)$/)
    })

    it('slows its line', async () => {
      const server = await start({ latencyMs: 60 })
      const socket = connect(server, { transports: ['websocket'] })
      await heard(socket, 'connect')
      const before = performance.now()
      socket.emit('ping')
      await heard(socket, 'pong')
      expect(performance.now() - before).toBeGreaterThan(115)
    })

    it('leaves connections that come while it is frozen without an answer, and closes even so', async () => {
      const server = await start()
      server.simulator.faults.freeze()
      const socket = new WebSocket(`${server.socketUrl.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
      const ended = new Promise((resolve) => socket.once('error', resolve))
      const polled = fetch(`${server.url}/socket.io/?EIO=4&transport=polling`)
      await new Promise((resolve) => setTimeout(resolve, 60))
      expect(socket.readyState).toBe(0)
      await Promise.all([server.close(), expect(polled).rejects.toThrow(TypeError), ended])
    })

    it('leaves a simulator that was passed in to whoever made it', async () => {
      const simulator = createFusionSimulator()
      const { truth, done } = simulator.start('happy-path', { speed: 30 })
      const first = await start({ simulator })
      await first.close()
      const again = await start({ simulator, port: first.port })
      await done
      expect([again.port, truth()?.status]).toEqual([first.port, 'completed'])
    })
  })

  describe('by its control API', () => {
    it('lists scenarios and faults', async () => {
      await start()
      expect(await control('/scenarios')).toMatchObject({
        status: 200,
        body: { scenarios: expect.arrayContaining([expect.objectContaining({ name: 'busy-mempool' })]) },
      })
      expect((await control('/scenarios')).body.faults).toContain('refuse-connect')
      expect((await control('')).body.routes).toContain('POST /__simulator/intents')
    })

    it('starts intents, throws switches, and tells the state and the log', async () => {
      const server = await start()
      const intentId = `0x${'ab'.repeat(32)}`
      expect(await control('/intents', { scenario: 'cancelled', intentId, speed: 1000 })).toEqual({
        status: 200,
        body: { intentId },
      })
      await server.simulator.intents.find(intentId)?.done
      expect((await control('/faults', { fault: 'rate-limited', retryAfterS: 9 })).body).toMatchObject({
        faults: { rest: 'rate-limited', retryAfterS: 9 },
      })
      expect((await control('/faults', { fault: 'freeze' })).body).toMatchObject({ faults: { frozen: true } })
      expect((await control('/state')).body).toMatchObject({
        stats: { total: 1, cancelled: 1 },
        intents: [{ intentId, scenario: 'cancelled', truth: { status: 'cancelled' } }],
      })
      const { entries } = (await control('/log?since=1')).body
      expect(entries.map((entry: { type: string }) => entry.type)).toEqual(['intent', 'intent', 'fault', 'fault'])
    })

    it.each([
      ['no such scenario', '/intents', { scenario: 'unhappy-path' }, 'NO_SUCH_SCENARIO'],
      ['a bad id', '/intents', { scenario: 'failed', intentId: '' }, 'BAD_INTENT_ID'],
      ['a bad speed', '/intents', { scenario: 'failed', speed: -1 }, 'BAD_SPEED'],
      ['no such fault', '/faults', { fault: 'earthquake' }, 'NO_SUCH_FAULT'],
    ])('answers %s with a clear error', async (_what, path, body, errorCode) => {
      await start()
      const answer = { status: 400, body: { message: expect.stringMatching(/\.$/), errorCode } }
      expect(await control(path, body)).toEqual(answer)
    })

    it('answers a second start of one id with 409', async () => {
      const server = await start()
      const { intentId } = server.simulator.start('happy-path')
      expect(await control('/intents', { scenario: 'failed', intentId })).toMatchObject({ status: 409 })
    })
  })
})
