import { relayScenarios } from 'onwire/testing'
import { expect, test } from 'vitest'
import { createBridgeDecode } from '../../../src/protocols/bridge/decode.js'
import { relay } from '../../../src/protocols/relay/index.js'
import { createRelaySetup } from '../support/relaySetup.js'

const quote = { ...relayScenarios['abandoned-quote'] }

test('Says what brought the data as they are, and an answer that brings nothing new leaves data and source alone', async () => {
  const { engine, follow, polls, simulator, wait } = createRelaySetup()
  const { requestId } = simulator.start({
    ...quote,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 10_000, status: 'pending', inTxs: 1 },
    ],
  })
  const { topic } = follow(requestId)
  const shown = () => engine.topic(topic).getShown()
  expect(shown().info.source).toBeUndefined()
  await wait(5_000)
  const first = shown()
  expect(first.info.source).toEqual({ via: 'poll', at: expect.any(Number) })
  await wait(6_000)
  const second = shown()
  expect(second.info.source).toMatchObject({ via: 'socket' })
  expect(second.info.source?.at).toBeGreaterThan(first.info.source?.at ?? Infinity)
  const pollsBefore = polls().length
  await wait(60_000)
  expect(polls().length).toBeGreaterThan(pollsBefore)
  expect(shown().data).toBe(second.data)
  expect(shown().info.source).toBe(second.info.source)
  expect(JSON.stringify(second.data)).not.toMatch(/"via"/)
})

test('Says that a cache brought what nothing newer has replaced', async () => {
  const { engine, simulator, wait } = createRelaySetup()
  const { requestId } = simulator.start(quote)
  const topic = { kind: 'status', requestId } as const
  const watch = (seen?: unknown) => engine.topic(topic).watch({ refetch: () => engine.topic(topic).snapshot() }, seen)
  const stop = watch()
  await wait(5_000)
  const data = engine.topic(topic).getData()
  stop()
  const other = createRelaySetup({ isServer: false })
  const handle = other.engine.topic(topic)
  handle.watch({ refetch: () => new Promise(() => {}) }, data)
  await other.wait(1_000)
  expect(handle.getShown()).toMatchObject({ data: { status: 'waiting' }, info: { source: { via: 'cache' } } })
})

test('The id of the link that is up is in the connection and in diagnostics, and gone with the link', async () => {
  const { diagnostics, engine, follow, simulator, wait } = createRelaySetup()
  const { requestId } = simulator.start(quote)
  follow(requestId)
  expect(engine.getConnection().id).toBeUndefined()
  await wait(2_000)
  const { id } = engine.getConnection()
  expect(id).toMatch(/^\w{5,64}$/)
  simulator.faults.junk()
  await wait(1_000)
  expect(diagnostics.at(-1)).toMatchObject({ code: 'MALFORMED_FRAME', connectionId: id })
  simulator.faults.drop()
  await wait(1_000)
  expect(engine.getConnection().id).toBeUndefined()
  simulator.faults.restore()
  await wait(60_000)
  expect(engine.getConnection().id).not.toBe(id)
  expect(engine.getConnection().id).toMatch(/^\w{5,64}$/)
})

test.each([
  [{}, 'bridge'],
  [{ via: 'webhook' }, 'webhook'],
  [{ via: 'a word of tomorrow' }, 'bridge'],
])('News of the bridge that say %o of themselves came by the %s', (said, via) => {
  const protocol = relay()
  const requestId = `0x${'a'.repeat(64)}`
  const data = {
    requestId,
    status: 'pending',
    inTxHashes: [],
    txHashes: [],
    refundTxHashes: [],
    extra: {},
    history: [],
  }
  const decode = createBridgeDecode(protocol, new Map())
  const told = { protocol: 'relay', key: requestId, data, ...said }
  expect(decode({ event: 'update', told }, [{ kind: 'status', requestId }])).toMatchObject([{ type: 'update', via }])
})
