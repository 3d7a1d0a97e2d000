import { memoryBus, type Bus, type BusTopic } from 'onwire/server'
import { expect, test } from 'vitest'
import { createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

const toId = (index: number) => `0x${index.toString(16).padStart(64, '0')}`

/** Notes what its member tells it that it wants. */
function createNotingBus(received: (readonly BusTopic[])[]): Bus {
  const bus = memoryBus()
  return {
    join(instance, on) {
      const member = bus.join(instance, on)
      const want = (topics: readonly BusTopic[]) => {
        received.push(topics)
        member.want(topics)
      }
      return { ...member, want }
    },
  }
}

test('Many readers that come together, each with a topic of its own, don’t cost an announcement of all topics each', async () => {
  const received: (readonly BusTopic[])[] = []
  const { bridge, clock } = createBridgeSetup({ bus: createNotingBus(received) })
  const readers = []
  for (let index = 0; index < 400; index += 1) {
    readers.push(readEvents(await bridge.fetch(toEventsRequest([toTopic(toId(index))]))))
    await settle()
  }
  // Few are told at once.
  expect(received.slice(0, 20).map(({ length }) => length)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect(received.length).toBeLessThan(60)
  await clock.advanceAsync(10)
  expect(received.length).toBeLessThan(60)
  expect(received.at(-1)).toHaveLength(400)
  expect(readers.every(({ eventNames }) => eventNames().includes('subscribed'))).toBe(true)
})

test('No reader is told that a topic is followed before the bus knows that it is wanted', async () => {
  const received: (readonly BusTopic[])[] = []
  const { bridge, clock } = createBridgeSetup({ bus: createNotingBus(received) })
  const topics = Array.from({ length: 100 }, (_, index) => toTopic(toId(index)))
  readEvents(await bridge.fetch(toEventsRequest(topics)))
  await settle()
  const late = readEvents(await bridge.fetch(toEventsRequest([toTopic(toId(100))])))
  await settle()
  expect([received.at(-1)?.length, late.eventNames()]).toEqual([100, []])
  await clock.advanceAsync(2)
  expect([received.at(-1)?.length, late.eventNames()]).toEqual([101, ['subscribed']])
})
