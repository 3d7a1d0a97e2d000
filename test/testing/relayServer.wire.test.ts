import { request as httpRequest } from 'node:http'
import { createRelaySimulator } from 'onwire/testing'
import { type RelayServer, type RelayServerOptions, startRelayServer } from 'onwire/testing/node'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

describe('The simulator server', () => {
  const servers: RelayServer[] = []
  const start = async (options?: RelayServerOptions): Promise<RelayServer> => {
    const server = await startRelayServer(options)
    servers.push(server)
    return server
  }
  const control = async (path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(`${servers[0]?.url}/__simulator${path}`, {
      method,
      ...(body !== undefined && { body: text }),
    })
    return { status: response.status, body: await response.json() }
  }
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()))
  })

  it('serves WebSocket and REST on one port', async () => {
    const server = await start()
    expect(new URL(server.url).port).toBe(new URL(server.socketUrl).port)
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
  })

  it('says that a port is taken, and steps over it when told to', async () => {
    const { port } = await start()
    await expect(startRelayServer({ port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken. Another program listens there, perhaps another simulator. Stop that program`,
    )
    const other = await start({ port, stepOver: true })
    expect(other.port).toBeGreaterThan(port)
  })

  it.each([-1, 70_000, 1.5, Number.NaN])('refuses port %s', async (port) => {
    await expect(startRelayServer({ port })).rejects.toMatchObject({ code: 'BAD_PORT' })
  })

  it('says that an address is not of this machine', async () => {
    await expect(startRelayServer({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'CANNOT_LISTEN' })
  })

  it('lets pages of any origin in, and lets them see Retry-After', async () => {
    const server = await start()
    const preflight = await fetch(`${server.url}/chains`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:5173', 'access-control-request-headers': 'x-api-key' },
    })
    const answer = await fetch(`${server.url}/chains`)
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('x-api-key')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toBe('retry-after')
    expect(server.simulator.counters.restRequests).toBe(1)
  })

  it('refuses an upgrade with 401', async () => {
    const server = await start()
    server.simulator.faults.refuse('upgrade')
    const socket = new WebSocket(server.socketUrl)
    socket.on('error', () => undefined)
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    })
    expect(status).toBe(401)
  })

  it('survives a client that breaks the WebSocket protocol, and a target that is no URL', async () => {
    const server = await start()
    const socket = new WebSocket(server.socketUrl)
    await new Promise((resolve) => socket.once('message', resolve))
    socket.send('x'.repeat(2_000_000))
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1009)
    const status = await new Promise((resolve, reject) => {
      httpRequest({ port: server.port, path: '//' }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(404)
  })

  it('closes with sockets open and answers hanging', async () => {
    const server = await start()
    server.simulator.faults.breakRest('hang')
    const socket = new WebSocket(server.socketUrl)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await new Promise((resolve) => socket.once('open', resolve))
    const answer = fetch(`${server.url}/chains`)
    await expect.poll(() => server.simulator.counters.restRequests).toBe(1)
    await Promise.all([server.close(), expect(answer).rejects.toThrow(TypeError)])
    expect(await closed).toBe(1006)
  })

  it('leaves a simulator that was passed in to whoever made it', async () => {
    const simulator = createRelaySimulator()
    const { truth, done } = simulator.start('happy-path', { speed: 30 })
    const first = await start({ simulator })
    await first.close()
    const again = await start({ simulator, port: first.port })
    await done
    expect([again.port, truth().status]).toEqual([first.port, 'success'])
  })

  describe('by its control API', () => {
    it('lists scenarios and faults', async () => {
      await start()
      const { status, body } = await control('/scenarios')
      expect(status).toBe(200)
      expect(body.scenarios).toContainEqual({
        name: 'happy-path',
        title: 'Happy path',
        description: expect.any(String),
        expect: { outcome: 'success' },
      })
      expect(body.faults).toContain('drop')
    })

    it('starts requests, throws switches, and tells the state and the log', async () => {
      const server = await start()
      const requestId = `0x${'ab'.repeat(32)}`
      expect(await control('/requests', { scenario: 'failure', requestId, speed: 1000 })).toEqual({
        status: 200,
        body: { requestId },
      })
      await server.simulator.requests.find(requestId)?.done
      expect((await control('/faults', { fault: 'rate-limited', retryAfterS: 9 })).body).toMatchObject({
        faults: { rest: 'rate-limited', retryAfterS: 9 },
      })
      expect((await control('/state')).body).toMatchObject({
        faults: { admission: 'open', rest: 'rate-limited' },
        requests: [{ requestId, scenario: 'failure', truth: { status: 'failure' } }],
        requestsLastMinute: 0,
      })
      const { entries } = (await control('/log?since=1')).body
      expect(entries.map((entry: { seq: number; type: string }) => [entry.seq, entry.type])).toEqual([
        [2, 'status'],
        [3, 'status'],
        [4, 'status'],
        [5, 'fault'],
      ])
    })

    it.each([
      ['no JSON', '/requests', 'hello', 400, 'BAD_BODY'],
      ['no object', '/requests', '[]', 400, 'BAD_BODY'],
      ['an empty body', '/requests', '', 400, 'BAD_FIELD'],
      ['a huge body', '/requests', 'x'.repeat(70_000), 400, 'BAD_BODY'],
      ['no such scenario', '/requests', { scenario: 'unhappy-path' }, 400, 'NO_SUCH_SCENARIO'],
      ['a scenario that is no name', '/requests', { scenario: 7 }, 400, 'BAD_FIELD'],
      ['a bad id', '/requests', { scenario: 'failure', requestId: '0x' }, 400, 'BAD_REQUEST_ID'],
      ['a bad speed', '/requests', { scenario: 'failure', speed: -1 }, 400, 'BAD_SPEED'],
      ['no such fault', '/faults', { fault: 'earthquake' }, 400, 'NO_SUCH_FAULT'],
      ['a bad list', '/faults', { fault: 'refuse-key', accept: 'me' }, 400, 'BAD_FIELD'],
      ['no such route', '/reboot', {}, 404, 'NOT_FOUND'],
      ['another method', '/state', {}, 405, 'METHOD_NOT_ALLOWED'],
      ['a bad number', '/log?since=yesterday', undefined, 400, 'BAD_SINCE'],
    ])('answers %s with a clear error', async (_what, path, body, status, errorCode) => {
      await start()
      expect(await control(path, body)).toEqual({ status, body: { message: expect.stringMatching(/\.$/), errorCode } })
    })

    it('answers a second start of one id with 409', async () => {
      const server = await start()
      const { requestId } = server.simulator.start('happy-path')
      expect(await control('/requests', { scenario: 'failure', requestId })).toMatchObject({ status: 409 })
    })
  })
})
