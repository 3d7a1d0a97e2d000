import { describe, expect, test } from 'vitest'
import {
  base,
  createBridgeSetup,
  readEvents,
  settle,
  toEventsRequest,
  toTopic,
  toWebhook,
} from './support/bridgeSetup.js'

const id = `0x${'ab'.repeat(32)}`

describe('A reader', () => {
  test('is told of each topic that it is followed, and then what happens, once and in order', async () => {
    const { bridge, clock, simulator } = createBridgeSetup()
    const { requestId } = simulator.start('happy-path')
    const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
    await settle()
    await clock.advanceAsync(10_000)
    await settle()
    expect(reader.eventNames()[0]).toBe('subscribed')
    expect(reader.statuses()).toEqual(['waiting', 'pending', 'submitted', 'success'])
    for (const { data } of reader.events) expect(data).not.toMatch(/"via"/)
  })

  test('is told of a webhook though nobody watched the topic before, and from its cursor on of what it missed', async () => {
    const { bridge, environment } = createBridgeSetup()
    const now = environment.clock.unixNow()
    const first = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
    await settle()
    expect((await bridge.fetch(toWebhook(id, 'pending', now, now))).status).toBe(200)
    await settle()
    expect(first.statuses()).toEqual(['pending'])
    expect(JSON.parse(first.events.at(-1)?.data ?? '')).toMatchObject({ via: 'webhook' })
    await first.stop()
    expect((await bridge.fetch(toWebhook(id, 'submitted', now + 1, now))).status).toBe(200)
    expect((await bridge.fetch(toWebhook(id, 'success', now + 2, now))).status).toBe(200)
    const second = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)], first.state.cursor)))
    await settle()
    expect(second.eventNames()).toEqual(['subscribed', 'update', 'update'])
    expect(second.statuses()).toEqual(['submitted', 'success'])
  })
})

describe('A snapshot', () => {
  test('is what the service says, and asked for once however many ask', async () => {
    const { bridge, clock, simulator } = createBridgeSetup()
    const { requestId } = simulator.start('happy-path')
    const url = `${base}/snapshot?topic=${encodeURIComponent(JSON.stringify(toTopic(requestId)))}`
    const asked = Promise.all(Array.from({ length: 50 }, () => bridge.fetch(new Request(url))))
    await clock.advanceAsync(1_000)
    const answers = await asked
    for (const answer of answers) expect(await answer.json()).toMatchObject({ key: requestId, data: { requestId } })
    expect(simulator.counters.restRequests).toBe(1)
  })
})
