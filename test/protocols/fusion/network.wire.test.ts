import type { Socket } from 'socket.io'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEngine } from '../../../src/core/engine/engine.js'
import type { Diagnostic } from '../../../src/core/contract/diagnostics.js'
import type { Clock, Environment } from '../../../src/core/contract/environment.js'
import { fusion, type FusionData, type FusionTopic } from '../../../src/protocols/fusion/index.js'
import type { FusionSettings } from '../../../src/protocols/fusion/options.js'
import { startSocketIoServer } from '../../transports/socketIoServer.js'
import { stats, update } from './fixtures.js'
import { intentId } from './news.js'

const clock: Clock = {
  now: () => performance.now(),
  unixNow: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
  nextFrame: (callback) => clock.after(0, callback),
}

const environment: Environment = {
  clock,
  random: () => 0.3,
  isServer: false,
  page: { isVisible: () => true, isOnline: () => true, watch: () => () => {} },
}

/** A coordinator on a plain Socket.IO server, as the vendor's page describes it; what each connection said to it. */
async function serve(port?: number, seconds = 0) {
  const server = await startSocketIoServer(port === undefined ? {} : { port })
  onTestFinished(() => server.stop())
  const said: string[][] = []
  server.io.on('connection', (socket: Socket) => {
    const events: string[] = []
    said.push(events)
    socket.onAny((...args: readonly unknown[]) => events.push(args.join(' ')))
    socket.on('subscribe:intent', (id: string) => {
      void socket.join(id)
      socket.emit('intent:status', { ...update, intentId: id, updatedAt: update.updatedAt + seconds * 1000 })
    })
    socket.on('subscribe:all', () => {
      void socket.join('all')
      socket.emit('mempool:stats', stats)
    })
    socket.on('ping', () => socket.emit('pong', { timestamp: Date.now() }))
  })
  return { ...server, said }
}

type Served = Awaited<ReturnType<typeof serve>>

const topics: readonly [FusionTopic, FusionTopic, FusionTopic] = [
  { kind: 'intent', intentId },
  { kind: 'intents' },
  { kind: 'stats' },
]

/** The whole engine on the real wire, with three readers of each topic. */
function follow(
  { url }: Pick<Served, 'url'>,
  options: Omit<FusionSettings, 'url'> = {},
  report = (_: Diagnostic) => {},
) {
  const engine = createEngine<FusionTopic, FusionData>({
    protocol: fusion({ url, ...options, fetch: async () => new Response(JSON.stringify(update)) }),
    environment,
    graceMs: 100,
    pollingIntervalMs: 3_000,
    onDiagnostic: report,
    batch: (write) => write(),
  })
  onTestFinished(() => engine.close())
  for (const topic of [...topics, ...topics, ...topics])
    engine.topic(topic).watch({ refetch: () => engine.topic(topic).snapshot() })
  return engine
}

const once = [`subscribe:intent ${intentId}`, 'subscribe:all']

/** It is connected by this many connections, each of which was told everything once; and live. */
async function expectLive(
  engine: ReturnType<typeof follow>,
  { said }: Served,
  connections: number,
  updatedAt = update.updatedAt,
) {
  await expect.poll(() => engine.getConnection().status, { timeout: 30_000 }).toBe('connected')
  const transports = () => topics.map((topic) => engine.topic(topic).getShown().info.transport)
  await expect.poll(transports, { timeout: 30_000 }).toEqual(['socket', 'socket', 'socket'])
  await expect.poll(() => engine.topic(topics[0]).getData()).toMatchObject({ status: 'executing', updatedAt })
  await expect.poll(() => engine.topic(topics[2]).getData()).toEqual(stats)
  // The client is carried once it has asked; what it asked for may still be on its way.
  await expect
    .poll(() => said.map((events) => [...events].sort()))
    .toEqual(Array.from({ length: connections }, () => [...once].sort()))
}

describe('An intent is followed on a plain Socket.IO server', { timeout: 600_000 }, () => {
  test.each([['websocket'], ['polling']] as const)('by %s only', async (way) => {
    const server = await serve()
    await expectLive(follow(server, { transports: [way] }), server, 1)
    expect(server.requests.every((request) => request.startsWith('upgrade') === (way === 'websocket'))).toBe(true)
  })

  test('behind a proxy that refuses WebSocket', async () => {
    const server = await serve()
    server.setGates({ upgrades: 403 })
    await expectLive(follow(server), server, 1)
    expect(server.requests.some((request) => request.startsWith('upgrade'))).toBe(true)
  })

  test('that disconnects its client', async () => {
    const server = await serve()
    const engine = follow(server)
    await expectLive(engine, server, 1)
    server.io.disconnectSockets()
    await expect.poll(() => server.said.length, { timeout: 30_000 }).toBe(2)
    await expectLive(engine, server, 2)
  })

  test('that is restarted, and tells what happened meanwhile', async () => {
    const server = await serve()
    const engine = follow(server)
    await expectLive(engine, server, 1)
    await server.stop()
    await expect.poll(() => engine.getConnection().status).not.toBe('connected')
    const restarted = await serve(Number(new URL(server.url).port), 5)
    await expectLive(engine, restarted, 1, update.updatedAt + 5000)
  })

  test('where what is told to all is a list, and reaches whoever follows one of them', async () => {
    const server = await serve()
    const engine = follow(server)
    await expectLive(engine, server, 1)
    const received = { ...update, intentId: '0x02', status: 'proofs_pending' }
    server.io.to('all').emit('intent:new', received)
    server.io.to('all').emit('intent:status_changed', {
      ...update,
      status: 'completed',
      updatedAt: update.updatedAt + 1,
      oldStatus: 'executing',
    })
    await expect
      .poll(() => engine.topic(topics[1]).getData())
      .toMatchObject({
        items: [{ intentId: '0x02' }, { intentId, status: 'completed' }],
      })
    expect(engine.topic(topics[0]).getData()).toMatchObject({ status: 'completed' })
    await expect.poll(() => engine.topic(topics[0]).getShown().info.isSettled).toBe(true)
  })
})

test('A host that nobody listens at is told to whoever looks, without its secrets', async () => {
  const { stop, url } = await serve()
  await stop()
  const diagnostics: Diagnostic[] = []
  follow({ url: `${url}?key=hushhush` }, {}, (diagnostic) => diagnostics.push(diagnostic))
  const told = { code: 'CONNECTION_FAILED', message: expect.stringContaining('refused or unreachable') }
  await expect.poll(() => diagnostics, { timeout: 30_000 }).toContainEqual(expect.objectContaining(told))
  expect(JSON.stringify(diagnostics)).not.toContain('hushhush')
}, 600_000)
