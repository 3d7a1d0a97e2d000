import { getBusiestMinute } from '../../core/support/relaySetup.js'
import { expect, test } from 'vitest'
import { base, createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

test.each([
  ['while the socket is up', false],
  ['while the socket is down', true],
])(
  '1 000 readers of 100 requests cost at most 200 upstream requests a minute %s',
  { timeout: 600_000 },
  async (_, isDown) => {
    const { bridge, clock, simulator } = createBridgeSetup()
    const times: number[] = []
    let sockets = 0
    simulator.watch((entry) => {
      if (entry.type === 'rest') times.push(clock.now())
      if (entry.type === 'socket' && entry.event === 'opened') sockets += 1
    })
    if (isDown) simulator.faults.drop()
    const ids = Array.from({ length: 100 }, () => simulator.start('abandoned-quote').requestId)
    for (let index = 0; index < 1_000; index++) {
      const topics = [0, 1, 2].map((more) => toTopic(ids[(index + more * 7) % 100] ?? ''))
      readEvents(await bridge.fetch(toEventsRequest(topics)))
    }
    await settle()
    let answered = 0
    // Each asks for a snapshot at once, and from time to time.
    for (let round = 0; round < 18; round++) {
      for (let index = round % 10; index < 1_000; index += 10) {
        const topic = encodeURIComponent(JSON.stringify(toTopic(ids[index % 100] ?? '')))
        void bridge.fetch(new Request(`${base}/snapshot?topic=${topic}`)).then(({ ok }) => (answered += ok ? 1 : 0))
      }
      await clock.advanceAsync(10_000)
    }
    // A request asks for up to fifty of the hundred.
    expect(times.length).toBeGreaterThan(50)
    expect(getBusiestMinute(times)).toBeLessThanOrEqual(200)
    expect(answered).toBe(1_800)
    expect(sockets).toBe(isDown ? 0 : 1)
  },
)
