import { request } from 'node:http'
import express from 'express'
import { type BridgeDiagnostic, createBridge, toNodeHandler } from 'onwire/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createQuietRelay } from './support/quietRelay.js'

function createMounted(path?: string) {
  const diagnostics: BridgeDiagnostic[] = []
  const bridge = createBridge({
    protocols: [createQuietRelay()],
    authorize: () => true,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    ...(path !== undefined && { path }),
  })
  onTestFinished(() => bridge.close())
  return { bridge, diagnostics }
}

/** Addresses that some routers take for `/api/onwire/events`, or that lead to it once they are resolved. */
const lookalikes = [
  '/x/events',
  '/events',
  '//events',
  '/api/onwire//events',
  '//api/onwire/events',
  '/api/onwire/./events',
  '/api/onwire/%2e/events',
  '/api/x/../onwire/events',
  '/api/x/%2e%2e/onwire/events',
  '/api/x/.%2E/onwire/events',
  '/api/onwire/%65vents',
  '/api%2fonwire/events',
  '/api/onwire/events/',
  '/API/onwire/events',
  '/api\\onwire\\events',
  '/api/onwire/events;x',
  '/api/onwire/events/../events',
]

/** Sends a path as it is: `fetch` would resolve it. */
const ask = (port: number, path: string, host = '127.0.0.1') =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = request({ host, port, path, method: 'PUT' }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', reject).end()
  })

async function listen(app: express.Express): Promise<number> {
  const server = app.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

describe('A guard on a path', () => {
  test.each(lookalikes)('can’t be passed by with %s', async (path) => {
    const { bridge } = createMounted()
    const app = express()
    app.use('/api/onwire/events', (_request, response) => void response.status(401).end())
    app.use(toNodeHandler(bridge) as express.RequestHandler)
    // 405 would be the bridge's own answer to PUT at its events.
    expect([400, 401, 404]).toContain(await ask(await listen(app), path))
  })

  test('sees what the bridge sees where the bridge is mounted below it', async () => {
    const { bridge } = createMounted('/live')
    const app = express()
    app.use('/live', toNodeHandler(bridge) as express.RequestHandler)
    const port = await listen(app)
    expect(await ask(port, '/live/events')).toBe(405)
    expect(await ask(port, '/live/events?x=1')).toBe(405)
    expect(await ask(port, '/live//events')).toBe(404)
  })
})

describe('A path', () => {
  test.each([undefined, '/api/onwire', '/api/onwire/'])('of %s is /api/onwire, compared exactly', async (option) => {
    const { bridge } = createMounted(option)
    const put = async (url: string) => (await bridge.fetch(new Request(url, { method: 'PUT' }))).status
    expect(await put('https://app.example/api/onwire/events')).toBe(405)
    for (const path of ['/api/onwire/events/', '/events', '/x/api/onwire/events', '/api/onwire', '/api/onwire/EVENTS'])
      expect(await put(`https://app.example${path}`)).toBe(404)
    expect(bridge.acceptsParsedBody('/api/onwire/events')).toBe(true)
    expect(bridge.acceptsParsedBody('/x/events')).toBe(false)
  })

  test('of "/" has the routes at the top', async () => {
    const { bridge } = createMounted('/')
    expect((await bridge.fetch(new Request('https://app.example/events', { method: 'PUT' }))).status).toBe(405)
  })

  test('that isn’t the bridge’s is reported with the option that says it', async () => {
    const { bridge, diagnostics } = createMounted('/live')
    await bridge.fetch(new Request('https://app.example/api/onwire/events'))
    expect(diagnostics).toMatchObject([
      { code: 'NOT_FOUND', message: expect.stringMatching(/\/live\/events.*`path`/), httpStatus: 404 },
    ])
  })

  test.each(['api', 'https://app.example/api', '/a//b', '/a/../b', '/a?b', '/a#b', '/a b', 5])(
    'of %s is a mistake',
    (path) => {
      expect(() => createMounted(path as string)).toThrow(expect.objectContaining({ code: 'INVALID_PATH' }))
    },
  )
})
