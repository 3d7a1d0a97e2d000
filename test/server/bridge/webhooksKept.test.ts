import type { RelayWebhookDelivery, RelayWebhookEvent } from 'onwire/server'
import { expect, test } from 'vitest'
import {
  apiKey,
  createBridgeSetup,
  readEvents,
  settle,
  toEventsRequest,
  toTopic,
  toWebhook,
} from './support/bridgeSetup.js'
import { createFickleBus } from './support/fickleBus.js'

const id = `0x${'ef'.repeat(32)}`

/** A bridge that keeps its webhooks, a reader, and what happened in which order. */
async function open(keep: (event: RelayWebhookEvent, delivery: RelayWebhookDelivery) => unknown) {
  const { bus, setAway } = createFickleBus()
  const log: string[] = []
  const spied: typeof bus = {
    join(instance, on) {
      const member = bus.join(instance, on)
      return {
        ...member,
        async publish(news) {
          // What the bridge has asked for itself is from somebody.
          if (news.from === undefined) log.push('published')
          return member.publish(news)
        },
      }
    },
  }
  const setup = createBridgeSetup()
  const now = () => setup.environment.clock.unixNow()
  const onEvent = async (event: RelayWebhookEvent, delivery: RelayWebhookDelivery) => {
    log.push(`${event.data.status} ${delivery.isLate}`)
    await keep(event, delivery)
    log.push('kept')
  }
  const bridge = setup.start({ bus: spied, webhooks: { relay: { apiKey, now, onEvent, onDiagnostic() {} } } })
  const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
  await settle()
  const at = now()
  const send = async (status: string, later = 0) => {
    const answer = await bridge.fetch(toWebhook(id, status, at + later, at))
    await settle()
    await setup.clock.advanceAsync(50)
    await settle()
    return answer.status
  }
  return { log, reader, send, setAway }
}

test('A webhook is kept before readers are told, and answered once both are done; what is repeated is kept once', async () => {
  const { log, reader, send } = await open(async () => settle())
  expect([await send('pending'), await send('pending'), await send('success', 2)]).toEqual([200, 200, 200])
  expect(await send('submitted', 1)).toBe(200)
  expect(log).toEqual([
    ...['pending false', 'kept', 'published'],
    ...['success false', 'kept', 'published'],
    ...['submitted true', 'kept', 'published'],
  ])
  expect(reader.statuses().at(-1)).toBe('success')
})

test('A webhook that could not be kept is told to nobody, and asked for again', async () => {
  let isBroken = true
  const { log, reader, send } = await open(() => {
    if (isBroken) throw new Error('the database is away')
  })
  expect(await send('pending')).toBe(503)
  expect(log).toEqual(['pending false'])
  expect(reader.statuses()).not.toContain('pending')
  isBroken = false
  expect(await send('pending')).toBe(200)
  expect(log).toEqual(['pending false', 'pending false', 'kept', 'published'])
  expect(reader.statuses().at(-1)).toBe('pending')
})

test('A webhook that the bus could not take is asked for again, and has the same id', async () => {
  const ids: string[] = []
  const { send, setAway } = await open((_, delivery) => ids.push(delivery.id))
  setAway(true)
  expect(await send('pending')).toBe(503)
  setAway(false)
  expect(await send('pending')).toBe(200)
  expect([ids.length, new Set(ids).size]).toEqual([2, 1])
})
