import { memoryBus } from 'onwire/server'
import { expect, test } from 'vitest'
import { describeBus, joinBus, toBusTopic, toNews } from './support/busConformance.js'

describeBus('memoryBus', async (count) => {
  const bus = memoryBus()
  return Array.from({ length: count }, () => bus)
})

test('A cursor before what the memory bus forgot is expired, for that topic alone', async () => {
  const { member } = joinBus(memoryBus({ entriesPerTopic: 2 }))
  const cursor = await member.getCursor()
  await member.publish(toNews('y', 1))
  for (const i of [2, 3, 4]) await member.publish(toNews('x', i))
  const [first, second] = await member.replay(['x', 'y'].map(toBusTopic), cursor)
  expect(first).toBe('expired')
  expect(second).toHaveLength(1)
})

test('The memory bus remembers the topics that had news last, and says of the others that it does not know', async () => {
  const bus = memoryBus({ maxTopics: 2 })
  const member = bus.join('a', { entry() {}, wanted() {}, lease() {}, degraded() {}, lost() {} })
  const cursor = await member.getCursor()
  for (const key of ['0x01', '0x02', '0x03']) await member.publish(toNews(key, 1))
  const replays = await member.replay(
    ['0x01', '0x02', '0x03', '0x04'].map((key) => toNews(key, 1)),
    cursor,
  )
  expect(replays.map((replay) => (replay === 'expired' ? replay : replay.length))).toEqual(['expired', 1, 1, 'expired'])
})
