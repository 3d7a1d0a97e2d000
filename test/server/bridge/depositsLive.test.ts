import { createHmac } from 'node:crypto'
import { createBridge, relay, type RelayBridgeWebhooks, relayDeposits } from 'onwire/server'
import { createRelaySimulator } from 'onwire/testing'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { isRecord, toRecord } from '../../../src/protocols/shared/guards.js'
import { toScenario } from '../../core/support/toScenario.js'
import { createTestEnvironment } from '../../support/environment.js'
import { apiKey, base, readEvents, settle, toEventsRequest } from './support/bridgeSetup.js'

// It is loaded with the first request, which takes real time.
beforeAll(() => import('../../../src/protocols/relay/fetchDeposits.js'))

const address = '0x00000000000000000000000000000000000000d1'
const depositAddress = { address, depositAddressType: 'open' }

type WebhookOptions = Pick<RelayBridgeWebhooks, 'depositsId'>

/** A bridge in front of Relay, with a reader of one deposit address, whose webhooks are sent by hand. */
function createSetup(webhookOptions: WebhookOptions = {}) {
  const { clock, environment } = createTestEnvironment()
  const simulator = createRelaySimulator({ clock, seed: 7 })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const bridge = createBridge({
    protocols: [relay({ apiUrl, fetch, url, WebSocket, apiKey }), relayDeposits({ apiUrl, fetch, apiKey })],
    authorize: () => true,
    webhooks: { relay: { apiKey, now: () => environment.clock.unixNow(), onDiagnostic: () => {}, ...webhookOptions } },
    environment,
    onDiagnostic: () => {},
  })
  onTestFinished(() => bridge.close())
  const toTopic = (own: string) => ({ protocol: 'relay-deposits', topic: { kind: 'deposits', depositAddress: own } })
  return {
    simulator,
    start: () =>
      simulator.start(toScenario({ at: 0, status: 'pending', inTxs: 1, fields: { depositAddress } })).requestId,
    async advance(ms: number) {
      await clock.advanceAsync(ms)
      await settle()
    },
    async read() {
      const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(address)])))
      return () => {
        const { data } = reader.events.filter(({ event }) => event === 'update').at(-1)?.received ?? {}
        const requests: unknown = toRecord(data)['requests']
        return Array.isArray(requests)
          ? requests.filter(isRecord).map(({ requestId, status }) => [requestId, status])
          : []
      }
    },
    async send(requestId: string, status: string) {
      const sentAt = environment.clock.unixNow()
      const data = { requestId, status, updatedAt: sentAt, inTxHashes: ['0x1'], txHashes: [], depositAddress }
      const body = JSON.stringify({ event: 'request.status.updated', timestamp: sentAt, data })
      const signature = createHmac('sha256', apiKey).update(`${sentAt}.${body}`).digest('hex')
      const headers = {
        'content-type': 'application/json',
        'x-signature-timestamp': `${sentAt}`,
        'x-signature-sha256': signature,
      }
      const answer = await bridge.fetch(new Request(`${base}/webhooks/relay`, { method: 'POST', headers, body }))
      expect(answer.status).toBe(200)
      await settle()
    },
  }
}

const deposited = `0x${'ab'.repeat(32)}`

test('A webhook brings a deposit to the followers of its address at once, behind the known ones', async () => {
  const { advance, read, send, simulator, start } = createSetup()
  const first = start()
  const getRequests = await read()
  await advance(1_000)
  expect(getRequests()).toEqual([[first, 'pending']])
  simulator.faults.apply('rest-down')
  await send(deposited, 'pending')
  await advance(100)
  expect(getRequests()).toEqual([
    [first, 'pending'],
    [deposited, 'pending'],
  ])
  await send(first, 'success')
  await advance(100)
  expect(getRequests()).toEqual([
    [first, 'success'],
    [deposited, 'pending'],
  ])
})

test('A webhook of an address that nobody has asked for is not taken for its whole list', async () => {
  const { advance, read, send, start } = createSetup()
  const first = start()
  await advance(1_000)
  await send(deposited, 'pending')
  const getRequests = await read()
  await advance(1_000)
  expect(getRequests()).toEqual([[first, 'pending']])
})

test('A list that is named for the webhooks and isn’t served is refused at once', () => {
  expect(() => createSetup({ depositsId: 'elsewhere' })).toThrow(
    expect.objectContaining({ code: 'NO_PROTOCOL', protocol: 'elsewhere' }),
  )
})
