import { once } from 'node:events'
import { createServer } from 'node:http'
import { createBridge, memoryBus, toNodeHandler, webhookRelay, type Bridge } from 'onwire/server'
import { startWebhookRelayServer } from 'onwire/testing/node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fetchRange } from '../../../src/core/engine/fetchRange.js'
import { WebSocket } from 'ws'
import { createEngine } from '../../../src/core/engine/engine.js'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { bridge } from '../../../src/protocols/bridge/index.js'
import * as pages from '../../../src/protocols/webhookRelay/index.js'
import { createBrowserEnvironment } from '../../../src/react/client/browserEnvironment.js'
import { createBucketsSetup } from './support/bucketsSetup.js'

const noId = { hasId: false }

describe('A webhook that the socket tells without the log’s id is shown once', () => {
  test('when the log tells of it later', async () => {
    const { advance, open, simulator, start } = createBucketsSetup()
    const server = start()
    const page = open(() => server).follow(['a'])
    await advance(500)
    simulator.deliver('a', { body: 'x' }, noId)
    await advance(500)
    expect(page.items()).toMatchObject([{ id: expect.stringMatching(/^~/), body: 'x' }])
    expect(page.items()[0]).not.toHaveProperty('logId')
    await advance(90_000)
    expect(page.items()).toMatchObject([{ id: expect.stringMatching(/^~/), logId: simulator.truth()[0]?.id }])
  })

  test('over a bridge that goes and comes back, which knows it by its log alone', async () => {
    const { advance, open, simulator, start } = createBucketsSetup()
    let server: Bridge | undefined = start()
    const page = open(() => server).follow(['a'])
    await advance(500)
    simulator.deliver('a', { body: 'x' }, noId)
    await advance(500)
    void server.close()
    server = undefined
    await advance(5_000)
    simulator.deliver('a', { body: 'y' }, noId)
    await advance(5_000)
    server = start()
    await advance(60_000)
    simulator.deliver('a', { body: 'z' }, noId)
    await advance(60_000)
    expect(page.bodies()).toEqual(['x', 'y', 'z'])
  })

  test('to two instances, and after one of them has taken the lease over', async () => {
    const { advance, open, simulator, start } = createBucketsSetup()
    const bus = memoryBus()
    const [a, b] = [start({ bus }), start({ bus })]
    const [onA, onB] = [open(() => (isGone ? b : a)).follow(['a']), open(() => b).follow(['a'])]
    let isGone = false
    await advance(500)
    expect(simulator.counters.socketsOpen).toBe(1)
    simulator.deliver('a', { body: '1' }, noId)
    await advance(250)
    expect([onA.bodies(), onB.bodies()]).toEqual([['1'], ['1']])
    void a.close()
    isGone = true
    simulator.deliver('a', { body: '2' }, noId)
    await advance(30_000)
    expect(simulator.counters.socketsOpen).toBe(1)
    simulator.deliver('a', { body: '3' }, noId)
    simulator.deliver('a', { body: '3' }, noId)
    await advance(90_000)
    const late = open(() => b).follow(['a'])
    await advance(1_000)
    for (const page of [onA, onB, late]) {
      expect(page.bodies()).toEqual(['1', '2', '3', '3'])
      expect(new Set(page.items().map(({ id, logId = id }) => logId)).size).toBe(4)
    }
  })

  test('to an instance that has it from the log, and is told of the message by the one that heard it', async () => {
    const { advance, open, simulator, start } = createBucketsSetup()
    const bus = memoryBus()
    const [a, b] = [start({ bus }), start({ bus })]
    const onA = open(() => a).follow(['a'])
    await advance(500)
    simulator.deliver('a', { body: 'x' }, noId)
    // It asks the log before the message is there.
    const onB = open(() => b).follow(['a'])
    await advance(5_000)
    for (const page of [onA, onB]) expect(page.bodies()).toEqual(['x'])
    // Whoever goes from one to the other has it already.
    await advance(90_000)
    for (const page of [onA, onB]) expect(page.bodies()).toEqual(['x'])
  })
})

test('Gaps are filled, and older webhooks asked for, over the bridge as they are without it', async () => {
  const { advance, open, simulator, start } = createBucketsSetup()
  for (let nth = 1; nth <= 250; nth += 1)
    simulator.deliver('a', { body: `${nth}` }, { agoMs: 3_000_000 - nth * 10_000 })
  const server = start({ limits: { itemsPerTopic: 150 } })
  const { engine, follow } = open(() => server)
  const page = follow(['a'])
  await advance(1_000)
  expect(page.bodies().at(-1)).toBe('250')
  expect(page.bodies()).not.toContain('1')
  const handle = engine.topic(page.topic)
  const filling = fetchRange(engine, handle, { to: (handle.getData()?.covered[0]?.from ?? 0) - 1 }, 1_000)
  await advance(2_000)
  await filling
  simulator.faults.apply('drop')
  for (let nth = 251; nth <= 260; nth += 1) simulator.deliver('a', { body: `${nth}` })
  await advance(5_000)
  simulator.faults.apply('restore')
  await advance(60_000)
  expect(page.bodies()).toEqual(Array.from({ length: 260 }, (_, index) => `${index + 1}`))
  expect(engine.topic(page.topic).getData()).toMatchObject({ isBroken: false, hasOlder: false, left: [] })
})

test('A bridge signs in over real sockets, and a page shows what comes over real HTTP and a real stream', async () => {
  const service = await startWebhookRelayServer({ port: 0 })
  const server = createBridge({
    protocols: [
      webhookRelay({
        credentials: () => Promise.resolve({ token: 'sk-hushhush-account' }),
        url: service.socketUrl,
        apiUrl: service.url,
        WebSocket,
      }),
    ],
    authorize: { 'webhook-relay': (request) => request.headers.get('authorization') === 'Bearer hushhush-session' },
    onDiagnostic() {},
  })
  const http = createServer(toNodeHandler(server))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  const engines = ['Bearer hushhush-session', 'Bearer hushhush-nobody'].map((authorization) => {
    const port = typeof address === 'object' ? address?.port : undefined
    const via = bridge(`http://127.0.0.1:${port}/api/onwire`, { headers: { authorization } })
    const engine = createEngine<pages.WebhooksTopic, FeedData<pages.Webhook>>({
      protocol: pages.webhookRelay({ via }),
      environment: { ...createBrowserEnvironment(), isServer: false },
      graceMs: 100,
      pollingIntervalMs: 1_000,
      onDiagnostic() {},
      batch: (write) => write(),
    })
    engine.topic(topic).watch({
      refetch: () =>
        engine
          .topic(topic)
          .snapshot()
          .catch(() => {}),
    })
    return engine
  })
  onTestFinished(async () => {
    for (const engine of engines) engine.close()
    void server.close()
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
    await service.close()
  })
  await expect.poll(() => service.simulator.counters.subscribes).toBe(1)
  const request = { body: 'hello', headers: { 'X-Api-Key': ['top-quietquiet'] } }
  service.simulator.deliver('a', request, noId)
  await expect.poll(() => engines.map((engine) => engine.topic(topic).getData()?.items.length)).toEqual([1, undefined])
  expect(engines[0]?.topic(topic).getData()?.items).toMatchObject([
    { body: 'hello', headers: { 'X-Api-Key': [pages.hiddenSecret] } },
  ])
})

const topic: pages.WebhooksTopic = { kind: 'webhooks', buckets: ['a'] }
