import { memoryBus, type Bus, type BusEvents } from 'onwire/server'
import { expect, test } from 'vitest'
import { base, createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

const toHealthRequest = (method = 'GET') => new Request(`${base}/health`, { method })

test('Health says how many readers there are, and how each service is connected', async () => {
  const { bridge, clock, simulator } = createBridgeSetup({ health: true })
  const { requestId } = simulator.start('abandoned-quote')
  readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
  await clock.advanceAsync(1_000)
  await settle()
  const answer = await bridge.fetch(toHealthRequest())
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(await answer.json()).toEqual({ ok: true, bus: 'up', readers: 1, services: { relay: 'connected' } })
  expect((await bridge.fetch(toHealthRequest('HEAD'))).status).toBe(200)
  expect((await bridge.fetch(toHealthRequest('POST'))).status).toBe(405)
})

test('Health is 503 while the bus is away, and once the bridge is closed', async () => {
  const members: BusEvents[] = []
  const inner = memoryBus()
  const bus: Bus = {
    join(instance, on) {
      members.push(on)
      return inner.join(instance, on)
    },
  }
  const { bridge } = createBridgeSetup({ bus, health: true })
  for (const on of members) on.degraded(true)
  const answer = await bridge.fetch(toHealthRequest())
  expect([answer.status, await answer.json()]).toMatchObject([503, { ok: false, bus: 'away' }])
  for (const on of members) on.degraded(false)
  expect((await bridge.fetch(toHealthRequest())).status).toBe(200)
  await bridge.close()
  expect((await bridge.fetch(toHealthRequest())).status).toBe(503)
})

test('Nobody is told of the health unless the option says so', async () => {
  const { bridge } = createBridgeSetup()
  expect((await bridge.fetch(toHealthRequest())).status).toBe(404)
})
