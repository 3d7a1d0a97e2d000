import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import { createWebhookRelaySimulator } from 'onwire/testing'
import { startWebhookRelayServer } from 'onwire/testing/node'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'

const example = new URL('../fixtures/webhook-relay/client.js.txt', import.meta.url)
const sample = {
  headers: {
    'Content-Length': ['15'],
    'User-Agent': ['insomnia/6.0.2'],
    Cookie: ['__cfduid=dc244a014f0b1e2965544ddb483c3fe1b1525866866'],
    'Content-Type': ['application/json'],
    Accept: ['*/*'],
  },
  query: '',
  body: '{"hi": "there"}',
  method: 'PUT',
}

/*
 * The code of the vendor's page, word for word but for its URL. Its output is that of `ws` 7, where messages are text; from 8 on
 * they come as bytes, which `console.log` shows as such: here they are printed as the text that they are.
 */
it("The vendor's own example of Webhook Relay prints its three messages, and comes back after a restart", async () => {
  const simulator = createWebhookRelaySimulator({ credentials: [{ key: 'hushhush-key', secret: 'hushhush-secret' }] })
  const server = await startWebhookRelayServer({ simulator })
  const printed: string[] = []
  const waits: (() => void)[] = []
  const source = readFileSync(example, 'utf8')
  const code = source.replace('wss://my.webhookrelay.com/v1/socket', server.socketUrl)
  expect(code).not.toBe(source)
  const globals = {
    require: createRequire(import.meta.url),
    console: { log: (data: unknown) => printed.push(String(data)) },
    process: { env: { RELAY_KEY: 'hushhush-key', RELAY_SECRET: 'hushhush-secret' } },
    setTimeout: (run: () => void) => waits.push(run),
  }
  compileFunction(code, Object.keys(globals))(...Object.values(globals))

  await expect.poll(() => printed.length).toBe(3)
  const { bucket } = simulator.deliver('my-bucket', sample, { hasId: false })
  await expect.poll(() => printed.length).toBe(4)
  const { id: bucked_id, inputId: input_id, inputName: input_name, name: bucket_name } = bucket
  const meta = { bucked_id, bucket_name, input_id, input_name }
  const { body, headers, method, query } = sample
  expect(printed).toEqual([
    'connected, sending authentication request',
    '{"type":"status","status":"authenticated","message":"connected successfully, subscribe to buckets"}',
    '{"type":"status","status":"subscribed","message":"subscribed to buckets: my-bucket"}',
    JSON.stringify({ type: 'webhook', meta, headers, query, body, method }),
  ])

  simulator.faults.apply('kick')
  await expect.poll(() => waits.length).toBe(1)
  waits[0]?.()
  await expect.poll(() => printed.slice(-2)).toEqual(printed.slice(1, 3))
  expect(simulator.counters).toMatchObject({ violations: 0, auths: 2 })
  simulator.stop()
  await server.close()
})

it('A plain client of one key is authenticated, pinged, told of all buckets, and answered by the log', async () => {
  const simulator = createWebhookRelaySimulator({
    credentials: [{ key: 'whr', secret: 'sk-hushhush-1' }],
    pingEveryMs: 20,
  })
  const server = await startWebhookRelayServer({ simulator })
  const socket = new WebSocket(server.socketUrl)
  const statuses: string[] = []
  socket.on('open', () => socket.send('{"action":"auth","key":"whr","secret":"sk-hushhush-1"}'))
  socket.on('message', (data: Buffer) => {
    const { meta, status } = JSON.parse(data.toString())
    statuses.push(status ?? meta.bucket_name)
    if (status === 'authenticated') socket.send('{"action":"subscribe"}')
    if (status === 'ping') socket.send('{"action":"pong"}')
  })
  await expect.poll(() => statuses).toContain('subscribed')
  for (const name of ['a', 'b']) simulator.deliver(name, sample)
  await expect.poll(() => statuses).toEqual(expect.arrayContaining(['authenticated', 'subscribed', 'ping', 'a', 'b']))
  await expect.poll(() => simulator.counters.pongs).toBeGreaterThan(0)

  const ask = (authorization: string) => fetch(`${server.url}/v1/logs?bucket=a&limit=1`, { headers: { authorization } })
  const [first] = simulator.truth().filter(({ bucket }) => bucket.name === 'a')
  expect(await (await ask('Bearer sk-hushhush-1')).json()).toMatchObject({
    data: [{ id: first?.id, method: 'PUT' }],
    total: 1,
  })
  expect((await ask('Bearer sk-hushhush-2')).status).toBe(401)
  expect((await ask(`Basic ${btoa('whr:sk-hushhush-1')}`)).status).toBe(200)
  socket.close()
  simulator.stop()
  await server.close()
})

it('The Webhook Relay simulator delivers a webhook by hand, through its control API', async () => {
  const server = await startWebhookRelayServer()
  const deliver = (body: object) =>
    fetch(`${server.url}/__simulator/deliver`, { method: 'POST', body: JSON.stringify(body) })
  expect((await deliver({ bucket: 'a', body: 'x', contentType: 'text/plain' })).status).toBe(200)
  expect((await deliver({})).status).toBe(400)
  expect(server.simulator.truth()).toMatchObject([{ body: 'x', bucket: { name: 'a' } }])
  await server.close()
})
