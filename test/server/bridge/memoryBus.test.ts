import { memoryBus } from 'onwire/server'
import { expect, test } from 'vitest'
import { describeBus } from './busConformance.js'
import { toNews } from './support/quietRelay.js'

// A new bus adds a block.

describeBus('memoryBus', {
  async start(entriesPerTopic) {
    const bus = memoryBus({ entriesPerTopic })
    return { bus, peer: bus }
  },
})

test('of the topics it remembers those that had news last, and says of the others that it does not know', async () => {
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
