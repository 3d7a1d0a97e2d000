import { expect, test } from 'vitest'
import { createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

const toId = (number: number) => `0x${number.toString(16).padStart(64, '0')}`
const count = 100

test('Ids that stay unknown are asked for more and more rarely, and one that becomes known is told', async () => {
  const { bridge, clock, simulator } = createBridgeSetup()
  simulator.faults.drop()
  const times: number[] = []
  simulator.watch((entry) => {
    if (entry.type === 'rest') times.push(clock.now())
  })
  const ids = Array.from({ length: count }, (_, n) => toId(n + 1))
  const reader = readEvents(await bridge.fetch(toEventsRequest(ids.map(toTopic))))
  await settle()
  const countAMinute = async (afterMinutes: number) => {
    await clock.advanceAsync(afterMinutes * 60_000)
    const from = clock.now() - 60_000
    return times.filter((at) => at > from).length
  }
  const [first, tenth, fortieth] = [await countAMinute(1), await countAMinute(9), await countAMinute(30)]
  expect(tenth).toBeLessThan(first / 2)
  expect(fortieth).toBeLessThanOrEqual(count / 4)
  simulator.start('abandoned-quote', { requestId: toId(7) })
  const isTold = () => reader.statuses().includes('waiting')
  const from = clock.now()
  while (!isTold() && clock.now() - from < 360_000) await clock.advanceAsync(5_000)
  expect(isTold()).toBe(true)
}, 300_000)
