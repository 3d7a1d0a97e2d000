import { expect, test } from 'vitest'
import { getBusiestMinute } from '../../core/support/relaySetup.js'
import { toScenario } from '../../core/support/toScenario.js'
import { createBridgeSetup, readEvents, toEventsRequest, toTopic } from './support/bridgeSetup.js'

const count = 1_000
const mostMs = 30_000

/** All turn pending 5 s after the service's socket has frozen: the link stays, and brings nothing. */
test(
  'A service whose socket is frozen is found out within 30 s at 1 000 topics, and every reader is told the truth',
  { timeout: 600_000 },
  async () => {
    const { bridge, clock, diagnostics, simulator } = createBridgeSetup()
    const asked: { readonly at: number; readonly result: unknown }[] = []
    simulator.watch((entry) => {
      if (entry.type === 'rest') asked.push({ at: clock.now(), result: entry.result })
    })
    const steps = [
      { at: 0, status: 'waiting' as const },
      { at: 65_000, status: 'pending' as const, inTxs: 1 },
    ]
    const ids = Array.from({ length: count }, () => simulator.start(toScenario(...steps)).requestId)
    const readers: ReturnType<typeof readEvents>[] = []
    for (let from = 0; from < count; from += 200)
      readers.push(readEvents(await bridge.fetch(toEventsRequest(ids.slice(from, from + 200).map(toTopic)))))
    await clock.advanceAsync(60_000)
    const getStatuses = () =>
      new Map(
        readers.flatMap(({ events }) =>
          events.filter(({ event }) => event === 'update').map(({ received }) => [received.key, received.data?.status]),
        ),
      )
    expect([...getStatuses().values()].filter((status) => status === 'waiting')).toHaveLength(count)
    expect(bridge.getMetrics().services['relay']).toMatchObject({ status: 'connected', topics: count })

    simulator.faults.freeze()
    await clock.advanceAsync(5_000)
    const from = clock.now()
    const isPending = () => [...getStatuses().values()].every((status) => status === 'pending')
    while (!isPending() && clock.now() - from < mostMs) await clock.advanceAsync(500)
    expect([...getStatuses().values()].filter((status) => status === 'pending')).toHaveLength(count)
    expect(clock.now() - from).toBeLessThanOrEqual(mostMs)
    expect(getBusiestMinute(asked.map(({ at }) => at))).toBeLessThanOrEqual(200)
    expect(asked.filter(({ result }) => result === 429)).toEqual([])
    expect(diagnostics.filter(({ level }) => level === 'error')).toEqual([])
  },
)
