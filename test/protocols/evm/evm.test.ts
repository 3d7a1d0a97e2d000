import { evmScenarios, type EvmScenarioName } from 'onwire/testing'
import { describe, expect, test } from 'vitest'
import type { OnwireError } from '../../../src/core/contract/errors.js'
import { getBusiestMinute } from '../../core/support/relaySetup.js'
import { createEvmSetup, toTrueName } from './evmSetup.js'

const follow = (scenario: EvmScenarioName, options: Parameters<typeof createEvmSetup>[0] = {}) => {
  const setup = createEvmSetup(options)
  const story = setup.simulator.start(scenario)
  const feed = setup.follow({ kind: 'logs', chain: 1, address: story.address })
  return { ...setup, story, feed, truth: () => story.truth().map(toTrueName) }
}

describe('A node', () => {
  test.each(Object.keys(evmScenarios) as EvmScenarioName[])(
    'that plays %s is shown as it is in the end, over a socket and without one',
    async (name) => {
      for (const url of [{}, { url: undefined }]) {
        const { feed, simulator, truth, wait } = follow(name, { evm: url })
        await wait((evmScenarios[name].steps.at(-1)?.at ?? 0) + 90_000)
        // The chain stands still, and is asked once more.
        simulator.chain.stop()
        await wait(31_000)
        expect(feed.shown()).toEqual(truth())
        expect(feed.shown().length).toBeGreaterThan(20)
        expect(feed.gaps()).toEqual([])
        feed.stop()
        simulator.stop()
      }
    },
  )

  test.each([1, 2, 6, 12, 20, 64])(
    'that replaces %i blocks while nothing is pushed is followed within one poll, however deep that is',
    async (depth) => {
      const { feed, simulator, truth, wait } = follow('reorg-64', { evm: { url: undefined } })
      await wait(9_000)
      simulator.reorganise(depth)
      simulator.chain.stop()
      const before = simulator.counters.restRequests
      await wait(31_000)
      expect(feed.shown()).toEqual(truth())
      expect(feed.gaps()).toEqual([])
      expect(simulator.counters.restRequests - before).toBeLessThan(12)
    },
  )

  test('that pushes takes logs back at once, and is asked at once where a head does not follow', async () => {
    const { feed, simulator, truth, wait } = follow('happy')
    await wait(10_000)
    expect(feed.info().transport).toBe('socket')
    simulator.reorganise(3)
    await wait(1_000)
    expect(feed.shown()).toEqual(truth())
    expect(feed.data().removed.length).toBeGreaterThan(0)
  })

  test('whose chain has not moved costs one request a poll, and four questions', async () => {
    const { simulator, wait } = follow('happy', { evm: { url: undefined } })
    await wait(1_000)
    simulator.chain.stop()
    await wait(20_000)
    const [before, calls] = [simulator.counters.restRequests, { ...simulator.counters.calls }]
    await wait(60_000)
    const requests = simulator.counters.restRequests - before
    expect(requests).toBeGreaterThan(1)
    expect(requests).toBeLessThan(5)
    expect(simulator.counters.calls['eth_getLogs']).toBe((calls['eth_getLogs'] ?? 0) + requests)
  })

  test('that refuses batches is asked no more often than the budget allows, question by question', async () => {
    const { clock, feed, simulator, truth, wait } = follow('happy', { evm: { url: undefined, requestsPerMinute: 30 } })
    const times: number[] = []
    simulator.watch((entry) => entry.type === 'rest' && times.push(clock.now()))
    simulator.faults.apply('no-batch')
    await wait(240_000)
    expect(times.length).toBeGreaterThan(60)
    expect(getBusiestMinute(times)).toBeLessThanOrEqual(30)
    simulator.chain.stop()
    await wait(60_000)
    expect(feed.shown()).toEqual(truth())
    feed.stop()
  })

  test('of another chain is refused, and the reason is said', async () => {
    const { feed, simulator } = follow('happy', { evm: { chainId: 5 } })
    expect(feed.handle.problem).toMatchObject({ code: 'INVALID_TOPIC' })
    const setup = createEvmSetup({ evm: { chainId: 5 } })
    const other = setup.follow({ kind: 'logs', chain: 5, address: `0x${'ab'.repeat(20)}` })
    await setup.wait(5_000)
    void other.handle.snapshot().catch((error: unknown) => other.errors.push(error))
    await setup.wait(1_000)
    expect(other.errors.at(-1)).toMatchObject({ code: 'WRONG_CHAIN' })
    expect(setup.diagnostics.map(({ code }) => code)).toContain('CONNECTION_REFUSED')
    simulator.stop()
  })

  test('shows no key of its address in an error, whatever it answers', async () => {
    const key = 'abcdefgh-secret'
    const fetch = () =>
      Promise.reject(new TypeError(`Failed to parse URL from https://node.example/v3/${key}?x=${key}`))
    const setup = createEvmSetup({ evm: { rpcUrl: `https://node.example/v3/${key}`, url: undefined, fetch } })
    const feed = setup.follow({ kind: 'logs', chain: 1, address: `0x${'ab'.repeat(20)}` })
    await setup.wait(1_000)
    let error: OnwireError | undefined
    void feed.handle.snapshot().catch((caught: OnwireError) => (error = caught))
    await setup.wait(1_000)
    expect(error?.code).toBe('REQUEST_FAILED')
    expect([error?.message, error?.stack, String(error?.cause)].join()).not.toContain(key)
  })
})

describe('A long past', () => {
  test('is read in ranges that the node allows, none of them twice, and tells how far it has come', async () => {
    const setup = createEvmSetup({ evm: { url: undefined, maxRequests: 500, requestsPerMinute: 10_000 } })
    const { simulator, wait } = setup
    simulator.faults.apply('range-limit')
    const story = simulator.start({
      name: 'past',
      title: 'Past',
      description: 'A long past.',
      steps: [{ at: 0, history: { logs: 2000, blocks: 5000 } }],
    })
    const fromBlock = simulator.chain.head().height - 4999
    const seen: number[] = []
    const topic = { kind: 'logs', chain: 1, address: story.address, fromBlock } as const
    setup.protocol.feed.progress?.watch(() => {
      const progress = setup.protocol.feed.progress?.get(topic)
      if (progress) seen.push(progress.done / progress.total)
    })
    const feed = setup.follow(topic)
    await wait(60_000)
    expect(feed.shown()).toEqual(story.truth().map(toTrueName))
    expect(feed.data().hasOlder).toBe(false)
    // 100 ranges of 50 blocks, and what it took to find that out.
    expect(simulator.counters.calls['eth_getLogs']).toBeLessThan(140)
    expect(seen.length).toBeGreaterThan(50)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(setup.protocol.feed.progress?.get(topic)).toBeUndefined()
  })
})
