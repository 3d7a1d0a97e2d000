import type { EvmScenarioName } from 'onwire/testing'
import { describe, expect, test } from 'vitest'
import type { TransactionStatus } from '../../../src/protocols/shared/transaction/transactionStatus.js'
import { createEvmSetup, type EvmSetupOptions } from './evmSetup.js'
// Loaded before: time by hand doesn't wait for it.
import '../../../src/protocols/evm/reader.js'

/** Follows the transaction of a scenario as a cache does, and keeps the statuses that were shown. */
function play(scenario: EvmScenarioName, options?: EvmSetupOptions) {
  const setup = createEvmSetup({ ...options, simulator: { latencyMs: 20, ...options?.simulator } })
  const { engine, simulator } = setup
  const { chainId, transactionHash } = simulator.start(scenario)
  const handle = engine.topic({ kind: 'transaction', chain: chainId, hash: transactionHash })
  const seen: TransactionStatus[] = []
  const stopListening = handle.on(() => {
    const data = handle.getData()
    if (data && 'status' in data && data !== seen.at(-1)) seen.push(data)
  })
  const stop = handle.watch({ refetch: () => handle.snapshot().catch(() => {}) })
  return {
    ...setup,
    handle,
    async end() {
      stopListening()
      stop()
      engine.close()
      simulator.stop()
      // What is under way comes in, and changes nothing.
      await setup.wait(10_000)
      expect(setup.clock.pending()).toBe(0)
    },
    way: () => seen.map(({ status }) => status).filter((status, nth, all) => status !== all[nth - 1]),
    last: () => seen.at(-1)!,
  }
}

const ways: readonly (readonly [EvmScenarioName, readonly string[]])[] = [
  ['transaction-included', ['sent', 'included']],
  ['transaction-reverted', ['sent', 'reverted']],
  ['transaction-sped-up', ['sent', 'sped-up']],
  ['transaction-cancelled', ['sent', 'cancelled']],
  ['transaction-replaced', ['sent', 'replaced']],
  ['transaction-reorganised', ['sent', 'included', 'reorganised', 'included']],
]

describe.each([
  ['over a socket', {}],
  ['without a socket', { evm: { url: undefined } }],
] as const)('A transaction that is followed %s', (_, options) => {
  test.each(ways)('goes the way of %s, and is settled after twelve confirmations', async (scenario, way) => {
    const { end, handle, last, wait, way: shown } = play(scenario, options)
    await wait(60_000)
    expect(shown()).toEqual(way)
    expect(last()).toMatchObject({ isFinal: true, confirmations: expect.any(Number) })
    expect(last().confirmations).toBeGreaterThanOrEqual(12)
    expect(handle.getShown().info).toMatchObject({ isSettled: true, transport: 'idle' })
    await end()
  })

  test('is dropped after ten minutes on the chain, which settles it, and comes back where it is sent again', async () => {
    const { end, handle, last, simulator, wait, way } = play('transaction-dropped', options)
    await wait(30_000)
    expect(way()).toEqual(['sent', 'dropped'])
    expect(handle.getShown().info.isSettled).toBe(true)
    const { from = '', input = '', nonce, to = '' } = last().content ?? {}
    simulator.chain.send({ hash: last().hash, from, input, nonce: `0x${nonce}`, to, value: '0x0' })
    await wait(310_000)
    expect(way()).toEqual(['sent', 'dropped', 'sent'])
    await end()
  })
})

test('A transaction is asked for with each new block over the socket, by one request, and not again after its end', async () => {
  const { end, handle, simulator, wait } = play('transaction-included')
  await wait(4_500)
  expect(handle.getShown().info.transport).toBe('socket')
  const before = simulator.counters.restRequests
  await wait(20_000)
  // Ten blocks, one of the transaction's own, and a second question where its block is new.
  expect(simulator.counters.restRequests - before).toBeLessThanOrEqual(14)
  await wait(20_000)
  const settled = simulator.counters.restRequests
  await wait(120_000)
  expect(simulator.counters.restRequests).toBe(settled)
  await end()
})

test('Blocks that come four a second are asked for every two seconds, after the first few', async () => {
  const { end, last, simulator, wait } = play('transaction-replaced')
  simulator.chain.run(250, () => [])
  await wait(2_500)
  const before = simulator.counters.restRequests
  await wait(6_000)
  expect(last().status).toBe('sent')
  expect(simulator.counters.restRequests - before).toBeLessThanOrEqual(4)
  await end()
})

test('A few blocks that come at once are all asked for: on a chain that stands still then, no other would be', async () => {
  const { end, last, simulator, wait } = play('transaction-included')
  simulator.chain.run(1e9, () => [])
  await wait(5_500)
  expect(last()).toMatchObject({ status: 'included', confirmations: 1 })
  for (const confirmations of [2, 3]) {
    simulator.chain.mine()
    await wait(200)
    expect(last()).toMatchObject({ confirmations })
  }
  await end()
})

test('A transaction shares the subscription to new heads, and its key says all of it', () => {
  const { engine, protocol, simulator } = createEvmSetup()
  const topic = { kind: 'transaction', chain: simulator.chainId, hash: `0x${'AB'.repeat(32)}` } as const
  expect(protocol.live.sync([topic], [])).toEqual([{ type: 'subscribe', name: 'newHeads', params: ['newHeads'] }])
  expect(protocol.live.sync([], [topic])).toEqual([{ type: 'unsubscribe', name: 'newHeads' }])
  expect(protocol.fromKey?.(protocol.key(topic))).toEqual({ ...topic, hash: topic.hash.toLowerCase() })
  const news = (frame: unknown) => protocol.live.decode(frame, [topic])
  const key = protocol.key(topic)
  expect(news({ type: 'subscribed', name: 'newHeads' })).toEqual([{ type: 'subscribed', key }])
  expect(news({ type: 'refused', name: 'newHeads', code: -32601 })).toMatchObject([{ type: 'refused', key }])
  const head = { number: '0x10', hash: `0x${'0a'.repeat(32)}`, parentHash: `0x${'0b'.repeat(32)}`, timestamp: '0x10' }
  expect(news({ type: 'news', name: 'newHeads', result: head })).toEqual([{ type: 'missed', key }])
  engine.close()
  simulator.stop()
})

test('What somebody put into a cache is another transaction’s, or none, and is not believed', () => {
  const { engine, protocol, simulator } = createEvmSetup()
  const hash = `0x${'ab'.repeat(32)}`
  const state = protocol.stateOf({ kind: 'transaction', chain: simulator.chainId, hash })
  const good = { hash, status: 'sent', isFinal: false, head: 1, confirmations: 0, history: [] }
  expect(state.revive(good)).toBe(good)
  for (const bad of [null, [], { ...good, hash: '0x12' }, { ...good, history: [1] }, { ...good, block: 7 }])
    expect(state.revive(bad)).toBeUndefined()
  engine.close()
  simulator.stop()
})
