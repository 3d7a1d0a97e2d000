import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { createBridge, memoryBus, toNodeHandler, type BridgeDiagnostic, type CreateBridgeOptions } from 'onwire/server'
import { expect, onTestFinished, test } from 'vitest'
import { createEngine } from '../../../src/core/engine/engine.js'
import { createBrowserEnvironment } from '../../../src/react/client/browserEnvironment.js'
import { bridge } from '../../../src/protocols/bridge/index.js'
import { relay, type RelayStatus, type RelayTopic } from '../../../src/protocols/relay/index.js'
import { apiKey, toTopic, toWebhook } from './support/bridgeSetup.js'
import { createQuietRelay, toNews } from './support/quietRelay.js'

const id = `0x${'cd'.repeat(32)}`
const topic: RelayTopic = { kind: 'status', requestId: id }

const quiet = createQuietRelay()

async function serve(port = 0, options: Partial<CreateBridgeOptions> = {}) {
  const diagnostics: BridgeDiagnostic[] = []
  const made = createBridge({
    protocols: [quiet],
    authorize: () => true,
    webhooks: { relay: { apiKey, onDiagnostic: () => {} } },
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    ...options,
  })
  const server: Server = createServer((request, response) => {
    toNodeHandler(made, { onError: () => {} })(request, response)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  const stop = async () => {
    void made.close()
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(stop)
  const url = `http://127.0.0.1:${address.port}`
  const send = async (status: string, at: number) => {
    const webhook = toWebhook(id, status, at, Date.now())
    const init = { method: 'POST', headers: webhook.headers, body: await webhook.text() }
    return (await fetch(`${url}/api/onwire/webhooks/relay`, init)).status
  }
  return { bridge: made, diagnostics, port: address.port, send, stop, url }
}

function follow(url: string) {
  const protocol = relay({ via: bridge(`${url}/api/onwire`) })
  const engine = createEngine<RelayTopic, RelayStatus>({
    protocol,
    environment: { ...createBrowserEnvironment(), isServer: false },
    graceMs: 100,
    pollingIntervalMs: 1_000,
    onDiagnostic: () => {},
    batch: (write) => write(),
  })
  const shown: string[] = []
  engine.topic(topic).on((event) => {
    if (event.type === 'data') shown.push(event.data.status)
  })
  const stop = engine.topic(topic).watch({ refetch: () => engine.topic(topic).snapshot() })
  onTestFinished(() => {
    stop()
    engine.close()
  })
  return { engine, shown }
}

test('A webhook that is signed moves what a page shows, over HTTP and back', async () => {
  const { send, url } = await serve()
  const { engine, shown } = follow(url)
  await expect.poll(() => engine.getConnection().status).toBe('connected')
  const at = Date.now()
  expect(await send('pending', at)).toBe(200)
  await expect.poll(() => shown.at(-1)).toBe('pending')
  expect(await send('success', at + 1)).toBe(200)
  await expect.poll(() => shown.at(-1)).toBe('success')
})

test(
  'A bridge that is restarted in the middle loses nothing and shows nothing twice',
  { timeout: 600_000 },
  async () => {
    const first = await serve()
    const { engine, shown } = follow(first.url)
    await expect.poll(() => engine.getConnection().status).toBe('connected')
    const at = Date.now()
    await first.send('pending', at)
    await expect.poll(() => shown.at(-1)).toBe('pending')
    await first.stop()
    const second = await serve(first.port)
    // The line that is kept from before is dead: Relay tries again, too.
    await expect.poll(() => second.send('submitted', at + 1).catch(() => 0)).toBe(200)
    await expect.poll(() => shown.at(-1), { timeout: 30_000 }).toBe('submitted')
    expect(await second.send('success', at + 2)).toBe(200)
    await expect.poll(() => shown.at(-1), { timeout: 30_000 }).toBe('success')
    expect(shown.filter((status) => status !== 'unknown')).toEqual(['pending', 'submitted', 'success'])
  },
)

test('A reader that does not read is cut, and slows nobody', { timeout: 600_000 }, async () => {
  const bus = memoryBus()
  const { diagnostics, port, url } = await serve(0, { bus, limits: { queuedBytes: 65_536 } })
  const body = JSON.stringify({ topics: [toTopic(id)] })
  const line = connect(port, '127.0.0.1')
  line.on('error', () => {})
  line.write(
    `POST /api/onwire/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
  line.pause()
  const isGone = new Promise((resolve) => line.on('close', resolve))
  const { engine } = follow(url)
  await expect.poll(() => engine.getConnection().status).toBe('connected')
  const teller = bus.join('teller', { entry() {}, wanted() {}, lease() {}, degraded() {}, lost() {} })
  const filler = 'x'.repeat(60_000)
  let at = 1e12
  for (let sent = 0; sent < 400 && diagnostics.length === 0; sent++) {
    at += 1
    await teller.publish(toNews(id, at, { filler }))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(diagnostics).toMatchObject([{ code: 'READER_CUT' }])
  line.resume()
  await isGone
  await expect.poll(() => engine.topic(topic).getData()?.updatedAt, { timeout: 30_000 }).toBe(at)
  expect(engine.getConnection().status).toBe('connected')
})
