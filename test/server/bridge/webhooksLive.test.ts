import { expect, test } from 'vitest'
import { toRecord } from '../../../src/protocols/shared/guards.js'
import { toScenario } from '../../core/support/toScenario.js'
import { createBridgeSetup, readEvents, settle, toEventsRequest, toTopic, toWebhook } from './support/bridgeSetup.js'

/** A bridge whose socket never opens, with one reader of one request, whose every change a webhook may tell. */
async function createWebhookSetup(...times: readonly number[]) {
  const { bridge, clock, environment, simulator, ...setup } = createBridgeSetup()
  simulator.faults.drop()
  const words = ['waiting', 'pending', 'submitted', 'success']
  const steps = [0, ...times].map((at, index) => ({ at, status: words[index] ?? 'pending' }))
  const { requestId } = simulator.start(toScenario(...steps))
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
  const advance = async (ms: number) => {
    await clock.advanceAsync(ms)
    await settle()
  }
  const tell = async () => {
    const { status, updatedAt } = simulator.requests.find(requestId)?.truth() ?? { status: '', updatedAt: 0 }
    const now = environment.clock.unixNow()
    expect((await bridge.fetch(toWebhook(requestId, status, updatedAt, now))).status).toBe(200)
    await settle()
  }
  const getTransport = () =>
    reader.events
      .filter(({ event }) => event === 'info')
      .map(({ received }) => toRecord(toRecord(received)['info'])['transport'])
      .at(-1)
  const count = () => simulator.counters.restRequests
  return { ...setup, advance, count, getTransport, reader, simulator, tell }
}

test('A topic whose webhooks come is live without a socket, and is polled as rarely as beside one', async () => {
  const { advance, count, getTransport, reader, tell } = await createWebhookSetup(10_000)
  await advance(9_000)
  expect(getTransport()).toBe('polling')
  await advance(1_001)
  await tell()
  expect(reader.statuses().at(-1)).toBe('pending')
  await advance(1_000)
  expect(getTransport()).toBe('socket')
  const before = count()
  await advance(60_000)
  // Without webhooks the change of a moment ago has it polled 7 times.
  expect(count() - before).toBeLessThanOrEqual(4)
  expect(count()).toBeGreaterThan(before)
  expect(getTransport()).toBe('socket')
})

test('A topic whose webhook fails to come is said to be polled, until the next one comes', async () => {
  const { advance, getTransport, reader, tell } = await createWebhookSetup(5_000, 30_000, 120_000)
  await advance(5_001)
  await tell()
  await advance(2_000)
  expect(getTransport()).toBe('socket')
  // No webhook tells that it is submitted: a poll does.
  await advance(80_000)
  expect(reader.statuses().at(-1)).toBe('submitted')
  expect(getTransport()).toBe('polling')
  await advance(1_000)
  await tell()
  await advance(1_000)
  expect(getTransport()).toBe('socket')
})

test('Nothing is live by webhooks while the service can’t be asked if they all came', async () => {
  const { advance, getTransport, simulator, tell } = await createWebhookSetup(5_000)
  await advance(5_001)
  await tell()
  await advance(2_000)
  expect(getTransport()).toBe('socket')
  simulator.faults.apply('rest-down')
  await advance(60_000)
  expect(getTransport()).toBe('polling')
})
