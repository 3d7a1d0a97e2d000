import { notifyManager, QueryClient } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createOnwire, type LiveSnapshot } from 'onwire'
import { type BlockHead, evm, useBlockHead, watchBlockHead } from 'onwire/evm'
import { createEvmSimulator } from 'onwire/testing'
import { expect, onTestFinished, test } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'
import { createProviders } from './support/createProviders.js'

notifyManager.setScheduler(queueMicrotask)

/** An app of two chains, on one clock that is moved by hand. */
function createSetup() {
  const { clock, environment } = createTestEnvironment()
  const nodes = [1, 10].map((chainId) => createEvmSimulator({ clock, chainId, seed: chainId, latencyMs: 20 }))
  const queryClient = new QueryClient()
  const onwire = createOnwire({ protocols: nodes.map((node) => evm(node)), environment, queryClient })
  onTestFinished(() => {
    onwire.close()
    for (const node of nodes) node.stop()
  })
  return {
    nodes,
    onwire,
    wrapper: createProviders(onwire, queryClient),
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 50) await act(() => clock.advanceAsync(Math.min(50, left)))
    },
  }
}

test('useBlockHead shows each chain’s newest block, and a watcher shares its subscription', async () => {
  const { advance, nodes, onwire, wrapper } = createSetup()
  const seen: LiveSnapshot<BlockHead>[] = []
  const stop = watchBlockHead(onwire, { chain: 10 }, (snapshot) => seen.push(snapshot))
  const { result, unmount } = renderHook(
    () =>
      [useBlockHead(), useBlockHead({ chain: 10 })].map(({ connection, data, isSettled }) => ({
        data,
        isSettled,
        isStale: connection.isStale,
        transport: connection.transport,
      })),
    { wrapper },
  )
  await advance(4_000)
  for (let block = 0; block < 3; block += 1) {
    for (const node of nodes) node.chain.mine()
    await advance(100)
    expect(result.current.map(({ data }) => data?.hash)).toEqual(nodes.map(({ chain }) => chain.head().hash))
  }
  expect(result.current.at(-1)).toMatchObject({ isSettled: false, isStale: false, transport: 'socket' })
  expect(seen.at(-1)?.data).toBe(result.current.at(-1)?.data)
  expect(nodes.map(({ counters }) => counters.subscribes)).toEqual([1, 1])
  unmount()
  stop()
})

test('useBlockHead says that a node is missing where no endpoint has the chain', () => {
  const { wrapper } = createSetup()
  expect(() => renderHook(() => useBlockHead({ chain: 5 }), { wrapper })).toThrow(/evm/)
})
