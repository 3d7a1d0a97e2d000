import { describe, expect, test } from 'vitest'
import { fetchRange } from '../../../src/core/engine/fetchRange.js'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { createScriptedChain } from '../support/scriptedChain.js'

async function follow(options?: Parameters<typeof createScriptedChain>[0]) {
  const chain = createScriptedChain(options)
  chain.mine(2, 1)
  chain.watch()
  await chain.wait(5_000)
  return chain
}

const gaps = ({ data }: Awaited<ReturnType<typeof follow>>, isPollable = true) => {
  const known = data()
  return known && getGaps(known, isPollable)
}

describe('A feed', () => {
  test('has what was there, what is pushed, in its order, each once', async () => {
    const chain = await follow()
    chain.mine(3, 0, 2)
    await chain.wait(100)
    expect(chain.shown()).toEqual(chain.truth())
    expect(chain.shown()).toHaveLength(8)
    await chain.wait(60_000)
    expect(chain.shown()).toEqual(chain.truth())
    expect(gaps(chain)).toEqual([])
  })

  test('keeps the newest of its limit, and tells all of them', async () => {
    const chain = await follow({ limit: 4 })
    const added: string[] = []
    chain.engine.topic(chain.topic).on((event) => {
      if (event.type !== 'data') return
      const before = new Set(event.before?.items)
      added.push(...event.whole.items.filter((item) => !before.has(item)).map(({ id }) => id))
    })
    chain.mine(50, 50)
    await chain.wait(60_000)
    expect(chain.shown()).toEqual(chain.truth().slice(-4))
    expect(added).toHaveLength(100)
    expect(new Set(added).size).toBe(100)
    expect(chain.data()).toMatchObject({ hasOlder: true, isTrimmed: true })
  })

  test('is written once a frame of the screen, however much comes', async () => {
    const chain = await follow({ limit: 5_000 })
    let writes = 0
    chain.engine.topic(chain.topic).on(({ type }) => (writes += type === 'write' ? 1 : 0))
    chain.mine(...Array.from({ length: 100 }, () => 10))
    await chain.wait(20)
    expect(chain.shown()).toHaveLength(1_003)
    expect(writes).toBe(2)
  })

  test('marks what a re-organisation took back, and moves what came again', async () => {
    const chain = await follow()
    chain.mine(2, 2, 2)
    await chain.wait(100)
    chain.reorganise(3)
    await chain.wait(60_000)
    expect(chain.shown()).toEqual(chain.truth())
    expect(chain.data()?.removed).toHaveLength(3)
    expect(chain.data()?.items).toHaveLength(9)
  })

  test('shows a gap until it is filled: the link was down, and nobody can be asked yet', async () => {
    const chain = await follow()
    chain.service.failure = new Error('down')
    chain.drop()
    chain.mine(1, 1, 1)
    chain.restore()
    await chain.wait(6_000)
    chain.mine(0, 1)
    await chain.wait(100)
    expect(gaps(chain)).toMatchObject([{ isPending: true }])
    expect(chain.shown()).not.toEqual(chain.truth())
    chain.service.failure = undefined
    await chain.wait(60_000)
    expect(chain.shown()).toEqual(chain.truth())
    expect(gaps(chain)).toEqual([])
  })

  test('finds what the socket lost though it is up', async () => {
    const chain = await follow()
    chain.setSilent(true)
    chain.mine(1, 0, 0)
    chain.setSilent(false)
    chain.mine(1, ...Array.from({ length: 30 }, () => 1))
    await chain.wait(30_000)
    expect(chain.shown()).toEqual(chain.truth())
  })

  test('polls with growing pauses while the socket is down and nothing happens', async () => {
    const chain = await follow()
    chain.drop()
    await chain.wait(10_000)
    const before = chain.asked()
    await chain.wait(120_000)
    expect(chain.asked() - before).toBeLessThan(10)
    expect(chain.engine.topic(chain.topic).getShown().info).toMatchObject({ transport: 'polling', isStale: false })
  })

  test('is stale where neither the socket nor the polls bring anything', async () => {
    const chain = await follow()
    chain.drop()
    await chain.wait(10_000)
    expect(chain.engine.topic(chain.topic).getShown().info).toMatchObject({ transport: 'polling', isStale: false })
    chain.service.failure = new Error('down')
    await chain.wait(60_000)
    expect(chain.engine.topic(chain.topic).getShown().info).toMatchObject({ transport: 'polling', isStale: true })
    chain.service.failure = undefined
    await chain.wait(60_000)
    expect(chain.engine.topic(chain.topic).getShown().info).toMatchObject({ transport: 'polling', isStale: false })
  })

  test('loads what was before the first', async () => {
    const chain = createScriptedChain({ limit: 3 })
    chain.mine(...Array.from({ length: 40 }, () => 1))
    chain.watch()
    await chain.wait(5_000)
    expect(chain.shown()).toEqual(chain.truth().slice(-3))
    chain.engine.topic(chain.topic).watch({ refetch: () => chain.engine.topic(chain.topic).snapshot(), limit: 10 })
    void fetchRange(chain.engine, chain.engine.topic(chain.topic), { to: 38 }, 10)
    await chain.wait(100)
    expect(chain.shown()).toEqual(chain.truth().slice(-10))
  })
})

describe('A feed that nobody can be asked for', () => {
  test('is complete from the first news on, and says when it is not kept up to date', async () => {
    const chain = await follow({ isPollable: false })
    chain.mine(1, 2)
    await chain.wait(100)
    expect(chain.shown()).toEqual(chain.truth().slice(3))
    expect(chain.engine.topic(chain.topic).getShown().info).toMatchObject({
      transport: 'socket',
      isPollable: false,
      isStale: false,
    })
    chain.drop()
    await chain.wait(5_000)
    expect(chain.engine.topic(chain.topic).getShown().info).toMatchObject({ transport: 'idle', isStale: true })
    expect(chain.shown()).toEqual(chain.truth().slice(3))
    expect(chain.asked()).toBe(0)
  })

  test('shows that something may have been missed, from its return on and for good', async () => {
    const chain = await follow({ isPollable: false })
    chain.mine(1)
    await chain.wait(100)
    chain.drop()
    chain.mine(1, 1)
    chain.restore()
    await chain.wait(30_000)
    expect(gaps(chain, false)).toEqual([{ from: 4, to: undefined, isPending: false }])
    chain.mine(0, 1)
    await chain.wait(60_000)
    expect(gaps(chain, false)).toEqual([{ from: 4, to: 6, isPending: false }])
    chain.mine(0, 0, 1)
    await chain.wait(60_000)
    expect(gaps(chain, false)).toEqual([{ from: 4, to: 6, isPending: false }])
    expect(chain.shown()).toHaveLength(3)
  })
})
