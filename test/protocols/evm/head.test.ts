import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BlockHead } from '../../../src/protocols/evm/index.js'
import { checkProperty } from '../../support/property.js'
import { createEvmSetup, type EvmSetupOptions } from './evmSetup.js'

/** Follows the chain's newest block as a cache does. */
function play(options: EvmSetupOptions = {}) {
  const setup = createEvmSetup({ ...options, simulator: { latencyMs: 20, ...options.simulator } })
  const { clock, engine, simulator } = setup
  const handle = engine.topic({ kind: 'head', chain: simulator.chainId })
  const stop = handle.watch({ refetch: () => handle.snapshot().catch(() => {}) })
  return {
    ...setup,
    handle,
    head: () => handle.getData(),
    truth: () => {
      const { hash, height, parentHash, timestamp } = simulator.chain.head()
      return { height, hash, parentHash, at: timestamp * 1000 }
    },
    async end() {
      stop()
      engine.close()
      simulator.stop()
      await setup.wait(10_000)
      expect(clock.pending()).toBe(0)
    },
  }
}

describe.each([
  ['over a socket', {}, 'socket', 100],
  ['without a socket', { evm: { url: undefined } }, 'polling', 3_100],
] as const)('The newest block of a chain that is followed %s', (_, options, transport, withinMs) => {
  test('is the node’s, also after re-organisations', async () => {
    const { end, handle, head, simulator, truth, wait } = play(options)
    await wait(2_000)
    expect(head()).toEqual(truth())
    for (const depth of [0, 1, 0, 2, 6, 0, 64]) {
      if (depth === 0) simulator.chain.mine()
      else simulator.chain.reorganise(depth, () => [])
      await wait(withinMs)
      expect(head()).toEqual(truth())
    }
    expect(handle.getShown().info).toMatchObject({ isSettled: false, isStale: false, transport })
    await end()
  })
})

test('New heads over the socket need no requests: a minute of blocks costs those that check on it', async () => {
  const { end, head, simulator, truth, wait } = play()
  await wait(4_000)
  simulator.chain.run(2_000, () => [])
  const before = simulator.counters.restRequests
  await wait(61_000)
  expect(head()).toEqual(truth())
  expect(simulator.counters.restRequests - before).toBeLessThanOrEqual(4)
  await end()
})

test('A node that has lost the subscription is found out, and the head is asked for from then on', async () => {
  const { end, head, simulator, truth, wait } = play()
  await wait(4_000)
  simulator.faults.apply('lose-subscriptions')
  simulator.chain.run(2_000, () => [])
  await wait(120_000)
  expect(truth().height - (head() as BlockHead).height).toBeLessThanOrEqual(2)
  await end()
})

const hash = `0x${'0a'.repeat(32)}`
const drawn = fc.record({
  height: fc.integer({ min: 0, max: 5 }),
  hash: fc.constantFrom(hash, `0x${'0b'.repeat(32)}`),
  parentHash: fc.constant(hash),
  at: fc.integer({ min: 0, max: 5 }),
})

test('A head gives way to none that is lower and no later, and taking one in twice changes nothing', () => {
  const { engine, protocol, simulator } = createEvmSetup()
  const { merge } = protocol.stateOf({ kind: 'head', chain: simulator.chainId })
  const source = { via: 'poll', receivedAt: 0, askedAt: 0, previousChangedAt: 0 } as const
  checkProperty(
    fc.property(drawn, drawn, (previous, next) => {
      const merged = merge(previous, next, source) as BlockHead
      const isBehind = next.height < previous.height && next.at <= previous.at
      expect(merged).toEqual(isBehind ? previous : next)
      expect(merge(merged, next, source)).toBe(merged)
    }),
  )
  engine.close()
  simulator.stop()
})

test('The head of a chain shares the subscription to new heads, and its key says all of it', () => {
  const { engine, protocol, simulator } = createEvmSetup()
  const topic = { kind: 'head', chain: simulator.chainId } as const
  expect(protocol.live.sync([topic], [])).toEqual([{ type: 'subscribe', name: 'newHeads', params: ['newHeads'] }])
  expect(protocol.fromKey?.(protocol.key(topic))).toEqual(topic)
  expect(protocol.check?.(topic)).toBeUndefined()
  expect(protocol.check?.({ ...topic, chain: topic.chain + 1 })?.code).toBe('INVALID_TOPIC')
  const state = protocol.stateOf(topic)
  const good = { height: 1, hash, parentHash: hash, at: 1_000 }
  expect(state.revive(good)).toBe(good)
  for (const bad of [null, [], { ...good, hash: '0x12' }, { ...good, height: -1 }, { ...good, at: '1' }])
    expect(state.revive(bad)).toBeUndefined()
  engine.close()
  simulator.stop()
})
