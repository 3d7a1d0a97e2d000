import { createHmac } from 'node:crypto'
import { createBridge, memoryBus, relay } from 'onwire/server'
import { createRelaySimulator } from 'onwire/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { toScenario } from '../../core/support/toScenario.js'
import { createTestEnvironment } from '../../support/environment.js'
import { base, readEvents, settle, toEventsRequest } from './support/bridgeSetup.js'

const keys = { relay: 'key-of-the-mainnet-0123456789', 'relay-testnet': 'key-of-the-testnet-0123456789' }
type Id = keyof typeof keys

function createNetworksSetup() {
  const { clock, environment } = createTestEnvironment()
  const mainnet = createRelaySimulator({ clock, seed: 7 })
  const testnet = createRelaySimulator({ clock, seed: 8 })
  const toProtocol = (id: Id, { apiUrl, fetch, url, WebSocket }: typeof mainnet) =>
    relay({ id, apiKey: keys[id], apiUrl, fetch, url, WebSocket })
  const own = { now: () => environment.clock.unixNow(), onDiagnostic: () => {} }
  const bridge = createBridge({
    protocols: [toProtocol('relay', mainnet), toProtocol('relay-testnet', testnet)],
    authorize: () => true,
    webhooks: {
      relay: [
        { ...own, apiKey: keys.relay },
        { ...own, apiKey: keys['relay-testnet'], protocolId: 'relay-testnet' },
      ],
    },
    environment,
    onDiagnostic: () => {},
  })
  onTestFinished(() => bridge.close())
  const post = async (path: Id, key: Id, requestId: string, status: string) => {
    const now = environment.clock.unixNow()
    const body = JSON.stringify({
      event: 'request.status.updated',
      timestamp: now,
      data: { requestId, status, updatedAt: now },
    })
    const signature = createHmac('sha256', keys[key]).update(`${now}.${body}`).digest('hex')
    const headers = {
      'content-type': 'application/json',
      'x-signature-timestamp': `${now}`,
      'x-signature-sha256': signature,
    }
    return (await bridge.fetch(new Request(`${base}/webhooks/${path}`, { method: 'POST', headers, body }))).status
  }
  const open = async (protocol: Id, requestId: string) =>
    readEvents(await bridge.fetch(toEventsRequest([{ protocol, topic: { kind: 'status', requestId } }])))
  return { bridge, clock, mainnet, open, post, testnet }
}

test('One bridge follows one id on two networks, each by its own socket and key', async () => {
  const { clock, mainnet, open, testnet } = createNetworksSetup()
  const requestId = `0x${'12'.repeat(32)}`
  mainnet.start(toScenario({ at: 0, status: 'pending' }), { requestId })
  testnet.start(toScenario({ at: 0, status: 'waiting' }), { requestId })
  const readers = [await open('relay', requestId), await open('relay-testnet', requestId)]
  await clock.advanceAsync(2_000)
  await settle()
  expect(readers.map(({ statuses }) => statuses().at(-1))).toEqual(['pending', 'waiting'])
  expect([mainnet, testnet].map(({ counters }) => counters.subscribes[requestId])).toEqual([1, 1])
})

test('Webhooks of each network come to their own path, are verified by their own key, and reach their own readers', async () => {
  const { clock, mainnet, open, post, testnet } = createNetworksSetup()
  const requestId = `0x${'34'.repeat(32)}`
  for (const simulator of [mainnet, testnet]) simulator.faults.drop()
  const readers = [await open('relay', requestId), await open('relay-testnet', requestId)]
  await clock.advanceAsync(1_000)
  expect(await post('relay', 'relay-testnet', requestId, 'success')).toBe(401)
  expect(await post('relay-testnet', 'relay', requestId, 'success')).toBe(401)
  expect(await post('relay', 'relay', requestId, 'pending')).toBe(200)
  expect(await post('relay-testnet', 'relay-testnet', requestId, 'submitted')).toBe(200)
  await clock.advanceAsync(100)
  await settle()
  expect(readers.map(({ statuses }) => statuses().at(-1))).toEqual(['pending', 'submitted'])
})

test('Two entries of webhooks for one network are a mistake, and so is one for a network that isn’t served', () => {
  const protocols = [relay({ apiKey: keys.relay })]
  const bus = memoryBus()
  const joined = vi.spyOn(bus, 'join')
  const create = (...ids: readonly string[]) =>
    createBridge({
      bus,
      protocols,
      authorize: () => true,
      webhooks: { relay: ids.map((protocolId) => ({ apiKey: keys.relay, protocolId })) },
    })
  expect(() => create('relay', 'relay')).toThrow(expect.objectContaining({ code: 'DUPLICATE_PROTOCOL' }))
  expect(() => create('relay', 'relay-testnet')).toThrow(expect.objectContaining({ code: 'NO_PROTOCOL' }))
  // No instance of others waits for one that there isn't.
  expect(joined).not.toHaveBeenCalled()
})
