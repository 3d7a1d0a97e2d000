import { createBridge, memoryBus, relay as serverRelay } from 'onwire/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Diagnostic } from '../../../src/core/contract/diagnostics.js'
import { createEngine } from '../../../src/core/engine/engine.js'
import type { Protocol } from '../../../src/core/contract/protocol.js'
import type { Topic } from '../../../src/core/contract/topic.js'
import { bridge } from '../../../src/protocols/bridge/index.js'
import { fusion } from '../../../src/protocols/fusion/index.js'
import { relay } from '../../../src/protocols/relay/index.js'
import { createSwitchableBus } from '../../../src/testing/bridge/switchableBus.js'
import { createBridgeSetup, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

const id = `0x${'ef'.repeat(32)}`
const toId = (nth: number) => `0x${nth.toString(16).padStart(64, '0')}`
const range = (count: number) => Array.from({ length: count }, (_, nth) => toTopic(toId(nth)))
const foreign = { protocol: 'fusion', topic: { kind: 'intents' } }

const open = async (setup: ReturnType<typeof createBridgeSetup>, topics: readonly unknown[], cursor?: string) => {
  const response = await setup.bridge.fetch(toEventsRequest(topics, cursor))
  const reader = readEvents(response)
  await settle()
  return { ...reader, status: response.status }
}

describe('One topic that can’t be served costs the others nothing: one', () => {
  test.each<[string, string, typeof foreign]>([
    ['of a protocol that isn’t served', 'UNKNOWN_PROTOCOL', foreign],
    ['that its protocol doesn’t know', 'UNKNOWN_TOPIC', toTopic('nonsense')],
    ['that is too long', 'MALFORMED_TOPIC', toTopic(`0x${'a'.repeat(5_000)}`)],
  ])('%s is told back with its code, and to the log', async (_, code, bad) => {
    const setup = createBridgeSetup()
    const reader = await open(setup, [bad, toTopic(id), bad])
    expect(reader.status).toBe(200)
    const [first, second, ...rest] = reader.events
    const received = { protocol: bad.protocol, key: JSON.stringify(bad.topic), code }
    for (const event of [first, second]) expect(event).toMatchObject({ event: 'refused', received })
    expect(rest).toMatchObject([{ event: 'subscribed', received: { key: id } }])
    expect(setup.diagnostics).toMatchObject([{ code, level: 'warn' }])
  })

  test('above the limit is told its key, and the first ones stay', async () => {
    const asked: string[] = []
    const setup = createBridgeSetup({
      limits: { topicsPerReader: 3 },
      authorize: (_, { key }) => asked.push(key) > 0,
    })
    const reader = await open(setup, [foreign, ...range(5), toTopic(toId(0))])
    expect(reader.events.flatMap(({ event, received }) => (event === 'subscribed' ? [received.key] : []))).toEqual(
      [0, 1, 2].map(toId),
    )
    expect(reader.events.flatMap(({ received: { code, key } }) => (code ? [`${key} ${code}`] : []))).toEqual([
      '{"kind":"intents"} UNKNOWN_PROTOCOL',
      `${toId(3)} TOO_MANY_TOPICS`,
      `${toId(4)} TOO_MANY_TOPICS`,
    ])
    expect(asked).toHaveLength(3)
  })

  test('of ten times the limit is no page of ours, and the whole request is refused', async () => {
    const setup = createBridgeSetup({ limits: { topicsPerReader: 3 } })
    expect((await open(setup, range(30))).status).toBe(200)
    expect((await open(setup, range(31))).status).toBe(400)
  })

  test('that was refused stays so when the bus is back', async () => {
    const bus = createSwitchableBus(memoryBus())
    const setup = createBridgeSetup({ bus, authorize: (_, { key }) => key === id })
    const reader = await open(setup, [foreign, toTopic(toId(1)), toTopic(id)])
    const before = reader.events.length
    bus.setAway(true)
    bus.setAway(false)
    await settle()
    expect(reader.events.slice(before).map(({ event, received: { code } }) => [event, code])).toEqual([
      ['degraded', undefined],
      ['restored', undefined],
      ['refused', 'UNKNOWN_PROTOCOL'],
      ['refused', 'FORBIDDEN'],
    ])
  })
})

describe('A page', () => {
  function createPages(topicsPerReader: number) {
    const { environment, clock, simulator } = createBridgeSetup()
    const { apiUrl, fetch, url, WebSocket } = simulator
    const server = createBridge({
      protocols: [serverRelay({ apiUrl, fetch, url, WebSocket })],
      authorize: () => true,
      limits: { topicsPerReader },
      environment,
      onDiagnostic() {},
    })
    onTestFinished(() => server.close())
    const streams: number[] = []
    const via = bridge('https://app.example/api/onwire', {
      async fetch(input, init) {
        const request = new Request(input, init)
        const response = await server.fetch(request)
        if (request.url.endsWith('/events')) streams.push(response.status)
        return response
      },
    })
    const follow = <T extends Topic, Data>(protocol: Protocol<T, Data>, topics: readonly T[]) => {
      const diagnostics: Diagnostic[] = []
      const engine = createEngine<T, Data>({
        protocol,
        environment,
        graceMs: 3_000,
        pollingIntervalMs: 3_000,
        onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
        batch: (write) => write(),
      })
      onTestFinished(() => engine.close())
      for (const topic of topics)
        engine.topic(topic).watch({
          refetch: () =>
            engine
              .topic(topic)
              .snapshot()
              .catch(() => {}),
        })
      return {
        transports: () => topics.map((topic) => engine.topic(topic).getShown().info.transport),
        complaints: () => diagnostics.map(({ message }) => message),
      }
    }
    const advance = async (ms: number) => {
      for (let left = ms; left > 0; left -= 500) {
        await clock.advanceAsync(500)
        await settle()
      }
    }
    return { advance, follow, streams, via }
  }

  test('that follows what the bridge doesn’t serve polls that alone, and is told why', async () => {
    const { advance, follow, streams, via } = createPages(200)
    const served = follow(relay({ via }), [{ kind: 'status', requestId: id }])
    const other = follow(fusion({ via }), [{ kind: 'intents' }])
    await advance(60_000)
    expect(served.transports()).toEqual(['socket'])
    expect(other.transports()).not.toContain('socket')
    expect(other.complaints()).toContain('intents was not confirmed: UNKNOWN_PROTOCOL.')
    expect(served.complaints()).toEqual([])
    expect(streams).toEqual([200])
  })

  test('that follows one topic more than the limit polls that one', async () => {
    const { advance, follow, streams, via } = createPages(2)
    const topics = [0, 1, 2].map((nth) => ({ kind: 'status', requestId: toId(nth) }) as const)
    const page = follow(relay({ via }), topics)
    await advance(10_000)
    expect(page.transports()).toEqual(['socket', 'socket', 'polling'])
    expect(page.complaints()).toEqual([`${toId(2)} was not confirmed: TOO_MANY_TOPICS.`])
    expect(streams).toEqual([200])
  })
})
