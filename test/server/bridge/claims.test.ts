import { bridge as via } from 'onwire/bridge'
import { relay, type RelayStatus, type RelayTopic } from 'onwire/relay'
import { type Bridge, memoryBus } from 'onwire/server'
import { describe, expect, test } from 'vitest'
import {
  createBridgeSetup,
  readEvents,
  settle,
  toEventsRequest,
  toSnapshotRequest,
  toTopic,
} from './support/bridgeSetup.js'
import { createPageEngine } from './support/createPageEngine.js'
import { toDated, toWorse } from '../../../src/protocols/bridge/claims.js'

const base = 'https://app.example/api/onwire'

/** A page on the bridge, with one topic that it looks at. */
function openPage({ environment }: ReturnType<typeof createBridgeSetup>, bridge: Bridge, requestId: string) {
  const fetch = (input: string | URL | Request, init?: RequestInit) => bridge.fetch(new Request(input, init))
  const engine = createPageEngine<RelayTopic, RelayStatus>(relay({ via: via(base, { fetch }) }), environment)
  const handle = engine.topic({ kind: 'status', requestId })
  handle.watch({ refetch: () => handle.snapshot().catch(() => {}) })
  return { engine, handle, getInfo: () => handle.getShown().info }
}

async function advance({ clock }: ReturnType<typeof createBridgeSetup>, ms: number) {
  for (let passed = 0; passed < ms; passed += 250) {
    await clock.advanceAsync(250)
    await settle()
  }
}

/** One that goes on for minutes. */
const scenario = 'abandoned-quote'
const live = { transport: 'socket', isStale: false }

function cutOff({ simulator }: ReturnType<typeof createBridgeSetup>) {
  simulator.faults.apply('drop')
  simulator.faults.apply('rest-down')
}

function reconnect({ simulator }: ReturnType<typeof createBridgeSetup>) {
  simulator.faults.apply('restore')
  simulator.faults.apply('restore-rest')
}

describe('The word of a page is the worse of two: its own about the bridge, and the bridge’s about the service', () => {
  test('A bridge without socket and REST makes pages say that they are not up to date, and reports it', async () => {
    const setup = createBridgeSetup()
    const { bridge, diagnostics, simulator } = setup
    const { requestId } = simulator.start(scenario)
    const { getInfo } = openPage(setup, bridge, requestId)
    await advance(setup, 4_000)
    expect(getInfo()).toMatchObject(live)
    const heardAt = setup.environment.clock.unixNow()
    cutOff(setup)
    await advance(setup, 30_000)
    expect(getInfo()).toMatchObject({ transport: 'polling', isStale: true })
    expect(getInfo().lastEventAt).toBeLessThanOrEqual(heardAt)
    expect(diagnostics.filter(({ code }) => code === 'SERVICE_AWAY')).toMatchObject([
      { protocol: 'relay', level: 'error' },
    ])
    reconnect(setup)
    await advance(setup, 70_000)
    expect(getInfo()).toMatchObject(live)
    expect(diagnostics.filter(({ code }) => code === 'SERVICE_BACK')).toHaveLength(1)
  })

  test('A bridge that polls makes pages say that they are polled, and no service is reported as away', async () => {
    const setup = createBridgeSetup()
    const { bridge, diagnostics, simulator } = setup
    const { requestId } = simulator.start(scenario)
    const { getInfo } = openPage(setup, bridge, requestId)
    await advance(setup, 4_000)
    simulator.faults.apply('drop')
    await advance(setup, 20_000)
    expect(getInfo()).toMatchObject({ transport: 'polling', isStale: false })
    expect(diagnostics.map(({ code }) => code)).not.toContain('SERVICE_AWAY')
  })

  test('An end that has settled stays settled and up to date while the bridge is cut off', async () => {
    const setup = createBridgeSetup()
    const { requestId } = setup.simulator.start('happy-path')
    const { getInfo } = openPage(setup, setup.bridge, requestId)
    await advance(setup, 20_000)
    cutOff(setup)
    await advance(setup, 30_000)
    expect(getInfo()).toMatchObject({ isSettled: true, isStale: false })
  })

  test('An instance passes on the word of the one that speaks to the service, also to who comes during an outage', async () => {
    const setup = createBridgeSetup({ bus: memoryBus() })
    const { bridge: holder, simulator } = setup
    const other = setup.start()
    const { requestId } = simulator.start(scenario)
    const onHolder = openPage(setup, holder, requestId)
    const first = openPage(setup, other, requestId)
    await advance(setup, 4_000)
    expect([onHolder.getInfo(), first.getInfo()]).toMatchObject([live, live])
    cutOff(setup)
    await advance(setup, 20_000)
    const late = openPage(setup, setup.start(), requestId)
    await advance(setup, 5_000)
    const stale = { transport: 'polling', isStale: true }
    expect([onHolder.getInfo(), first.getInfo(), late.getInfo()]).toMatchObject([stale, stale, stale])
    reconnect(setup)
    await advance(setup, 70_000)
    expect([onHolder.getInfo(), first.getInfo(), late.getInfo()]).toMatchObject([live, live, live])
  })

  test('When the instance that spoke to the service goes, the next one’s word counts', async () => {
    const setup = createBridgeSetup({ bus: memoryBus() })
    const next = setup.start()
    const { requestId } = setup.simulator.start(scenario)
    const page = openPage(setup, next, requestId)
    await advance(setup, 4_000)
    cutOff(setup)
    await advance(setup, 20_000)
    void setup.bridge.close()
    await advance(setup, 20_000)
    expect(page.getInfo()).toMatchObject({ transport: 'polling', isStale: true })
    reconnect(setup)
    await advance(setup, 70_000)
    expect(page.getInfo()).toMatchObject(live)
  })

  test('A page whose clock is an hour ahead of the bridge’s says by its own clock when the service was heard of', async () => {
    const setup = createBridgeSetup()
    const { clock } = setup.environment
    const unixNow = () => clock.unixNow() + 3_600_000
    const ahead = { ...setup.environment, clock: { ...clock, unixNow } }
    const { requestId } = setup.simulator.start(scenario)
    const { getInfo } = openPage({ ...setup, environment: ahead }, setup.bridge, requestId)
    await advance(setup, 4_000)
    const ageMs = unixNow() - (getInfo().lastEventAt ?? 0)
    expect(ageMs).toBeGreaterThanOrEqual(0)
    expect(ageMs).toBeLessThan(10_000)
  })
})

describe('What the bridge says of a topic', () => {
  test('is an event of its own before the topic’s start, and stands in snapshots', async () => {
    const setup = createBridgeSetup()
    const { requestId } = setup.simulator.start(scenario)
    const reader = readEvents(await setup.bridge.fetch(toEventsRequest([toTopic(requestId)])))
    await advance(setup, 4_000)
    cutOff(setup)
    await advance(setup, 30_000)
    const info = { transport: 'polling', isStale: true, lastEventAt: expect.any(Number), sentAt: expect.any(Number) }
    expect(reader.events.at(-1)).toMatchObject({ event: 'info', received: { protocol: 'relay', key: requestId, info } })
    const late = readEvents(await setup.bridge.fetch(toEventsRequest([toTopic(requestId)])))
    await settle()
    expect(late.eventNames().slice(0, 2)).toEqual(['info', 'subscribed'])
    const answer = await setup.bridge.fetch(toSnapshotRequest(requestId))
    expect(await answer.json()).toMatchObject({ data: { requestId }, info })
  })
})

const transports = ['socket', 'polling', 'idle'] as const
const booleans = [false, true]

test('Whatever page and bridge say, the page says the worse, and nothing of an end or of what nobody watches', () => {
  for (const own of transports)
    for (const theirs of transports)
      for (const isOwnStale of booleans)
        for (const isStale of booleans)
          for (const isSettled of booleans) {
            const none = { isPollable: true, source: undefined }
            const info = { ...none, transport: own, isStale: isOwnStale, isSettled, lastEventAt: 2_000 }
            const word = { info: { transport: theirs, isStale, lastEventAt: 5, sentAt: 505 } }
            const dated = Object.freeze(toDated(Object.freeze(word), 2_100))
            const worse = toWorse(info, dated)
            // By the page's clock it grows no younger.
            expect(toWorse(info, toDated(dated, 9_000))).toEqual(worse)
            expect(worse.isStale).toBe(isOwnStale || (isStale && own !== 'idle' && !isSettled))
            if (own !== 'socket') expect(worse.transport).toBe(own)
            else expect(worse.transport).toBe(theirs === 'polling' ? theirs : isStale ? 'idle' : 'socket')
            expect(worse).toMatchObject({ isSettled, lastEventAt: 1_600 })
          }
})
