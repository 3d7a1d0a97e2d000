import { expect, test } from 'vitest'
import { createEvmSimulator } from 'onwire/testing'
import { createBlockSpan } from '../../../src/protocols/evm/limits.js'
import { createTestEnvironment } from '../../support/environment.js'
import { createEvmSetup, toTrueName } from './evmSetup.js'

interface Call {
  readonly id: number
  readonly method: string
  readonly params: readonly { readonly fromBlock: string; readonly toBlock: string }[]
}
interface Answer {
  readonly id: number
  readonly result?: unknown
}

/** A provider that allows 2 000 blocks and 10 000 logs, and keeps which ranges it gave or refused. */
function createProvider(fetch: typeof globalThis.fetch) {
  const given: (readonly [from: number, to: number])[] = []
  const refused: (readonly [from: number, to: number])[] = []
  return {
    given,
    refused,
    async fetch(input: string | URL | Request, init?: RequestInit) {
      const calls: readonly Call[] = await new Request(input, init).json()
      const response = await fetch(input, init)
      const answers: readonly Answer[] = await response.json()
      const told = answers.map((answer) => {
        const call = calls.find(({ id }) => id === answer.id)
        const [filter] = call?.params ?? []
        if (call?.method !== 'eth_getLogs' || !filter || !filter.toBlock.startsWith('0x')) return answer
        const range = [Number(filter.fromBlock), Number(filter.toBlock)] as const
        const isTooLong = range[1] - range[0] >= 2_000
        const isRefused = isTooLong || !Array.isArray(answer.result)
        ;(isRefused ? refused : given).push(range)
        return isTooLong
          ? { id: answer.id, error: { code: -32_602, message: 'block range is limited to 2000 blocks' } }
          : answer
      })
      return Response.json(told)
    },
  }
}

test.each([
  ['knows the limit, where logs are too many for it', 2_000, 100_000, 15_000, 3],
  ['knows no limit', 10_000, 20_000, 20_000, 5],
])(
  'A long past is loaded with no block read twice, few ranges refused and none twice, by an app that %s: %i blocks, %i logs',
  async (_, maxBlockRange, logs, blocks, mostRefused) => {
    const { clock } = createTestEnvironment()
    const simulator = createEvmSimulator({ clock, logLimit: 10 })
    const { chainId } = simulator
    const story = simulator.start({
      name: 'past',
      title: 'Past',
      description: 'A long past.',
      steps: [{ at: 0, history: { logs, blocks } }],
    })
    await clock.advanceAsync(10)
    const provider = createProvider(simulator.fetch)
    const setup = createEvmSetup({ evm: { chainId, fetch: provider.fetch, url: undefined, maxBlockRange } })
    const head = simulator.chain.head().height
    const topic = { kind: 'logs', chain: chainId, address: story.address, fromBlock: head - blocks + 1 } as const
    const seen: number[] = []
    setup.protocol.feed.progress?.watch(() => {
      const progress = setup.protocol.feed.progress?.get(topic)
      if (progress) seen.push(progress.done / progress.total)
    })
    const feed = setup.follow(topic, 200_000)
    for (let round = 0; round < 60 && feed.data().items.length < logs; round += 1) {
      await clock.advanceAsync(100)
      await setup.wait(1_000)
    }
    expect(feed.errors).toEqual([])
    expect(feed.shown()).toHaveLength(logs)
    expect(feed.shown()).toEqual(story.truth().map(toTrueName))
    expect(feed.gaps()).toEqual([])
    const ranges = provider.given.map(([from, to]) => to - from + 1)
    expect(ranges.reduce((sum, count) => sum + count, 0)).toBe(blocks)
    expect(new Set(provider.given.map(String)).size).toBe(ranges.length)
    expect(new Set(provider.refused.map(([from, to]) => to - from)).size).toBe(provider.refused.length)
    expect(provider.refused.length).toBeLessThanOrEqual(mostRefused)
    expect(ranges.length).toBeLessThanOrEqual(14)
    expect(seen.length).toBeGreaterThan(8)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    setup.engine.close()
  },
  60_000,
)

test('A range that a provider refused is found once: what it allowed before is asked for again, not the half of it', () => {
  const span = createBlockSpan(10_000)
  let refusals = 0
  for (let request = 0; request < 200; request += 1) {
    const blocks = span.get()
    if (blocks <= 2_000) span.accept(blocks)
    else {
      refusals += 1
      span.refuse(blocks)
    }
  }
  expect(refusals).toBeLessThanOrEqual(6)
  expect(span.get()).toBeGreaterThan(1_700)
  expect(span.get()).toBeLessThanOrEqual(2_000)
  // Logs come closer: less is allowed from now on.
  while (span.get() > 100) span.refuse(span.get())
  expect(span.get()).toBeGreaterThanOrEqual(50)
})
