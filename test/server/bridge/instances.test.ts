import { memoryBus } from 'onwire/server'
import { expect, test } from 'vitest'
import { createBridgeSetup, readEvents, settle, toEventsRequest, toTopic, toWebhook } from './support/bridgeSetup.js'
import { createFickleBus } from './support/fickleBus.js'

const id = `0x${'ab'.repeat(32)}`

test('News that enters one instance leaves from all, one speaks to the service, and another takes over when it goes', async () => {
  const setup = createBridgeSetup({ bus: memoryBus() })
  const { bridge: a, clock, simulator } = setup
  const b = setup.start()
  const { requestId } = simulator.start('happy-path')
  const onB = readEvents(await b.fetch(toEventsRequest([toTopic(requestId)])))
  await settle()
  await clock.advanceAsync(500)
  expect(simulator.counters.socketsOpen).toBe(1)
  void a.close()
  await settle()
  await clock.advanceAsync(20_000)
  await settle()
  expect(onB.statuses().filter((status, index, all) => status !== all[index - 1])).toEqual([
    'waiting',
    'pending',
    'submitted',
    'success',
  ])
})

test('A bus that goes away keeps its readers, which are told, refuses webhooks with 503, and tells all once it is back', async () => {
  const { bus, setAway } = createFickleBus()
  const { bridge, clock, environment, simulator } = createBridgeSetup({ bus })
  const { requestId } = simulator.start('happy-path')
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId), toTopic(id)])))
  await settle()
  await clock.advanceAsync(500)
  await settle()
  setAway(true)
  const late = readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
  const now = environment.clock.unixNow()
  expect((await bridge.fetch(toWebhook(id, 'pending', now, now))).status).toBe(503)
  await clock.advanceAsync(10_000)
  await settle()
  expect(reader.eventNames().at(-1)).toBe('degraded')
  expect(late.eventNames()).toEqual(['degraded'])
  expect([reader.state.isOver, late.state.isOver]).toEqual([false, false])
  setAway(false)
  await settle()
  await clock.advanceAsync(10_000)
  expect((await bridge.fetch(toWebhook(id, 'pending', now, now))).status).toBe(200)
  await settle()
  expect(reader.eventNames()).toContain('restored')
  expect(late.eventNames()).toContain('subscribed')
  const ofFirst = reader.events.filter(({ received }) => received.key === requestId && received.data)
  expect(ofFirst.at(-1)?.received.data?.status).toBe('success')
  expect(reader.events.at(-1)?.received).toMatchObject({ key: id, data: { status: 'pending' } })
})
