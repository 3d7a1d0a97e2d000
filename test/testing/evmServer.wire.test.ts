import { startEvmServer } from 'onwire/testing/node'
import { createPublicClient, http, webSocket } from 'viem'
import { afterEach, expect, test } from 'vitest'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

test("By viem one reads a simulated node's blocks and logs, and hears of its heads and logs, as it does those of a real one", async () => {
  const server = await startEvmServer()
  ends.push(server.close)
  const { simulator } = server
  const story = simulator.start({
    name: 'still',
    title: 'Still',
    description: 'A past, and no clock.',
    steps: [{ at: 0, history: { logs: 5, blocks: 5 } }],
  })
  const address = story.address as `0x${string}`
  const asker = createPublicClient({ transport: http(server.apiUrl, { batch: true }) })
  const logs = await asker.getLogs({ address, fromBlock: 19_000n, toBlock: 'latest' })
  expect(logs.map(({ blockHash, logIndex }) => [blockHash, logIndex])).toEqual(
    story.truth().map(({ blockHash, logIndex }) => [blockHash, Number(logIndex)]),
  )
  expect(await asker.getChainId()).toBe(1)

  const listener = createPublicClient({ transport: webSocket(server.socketUrl) })
  const heard: string[] = []
  const stops = [
    listener.watchBlocks({ onBlock: ({ number }) => heard.push(`block ${number}`) }),
    listener.watchEvent({ address, onLogs: (news) => heard.push(...news.map(({ logIndex }) => `log ${logIndex}`)) }),
  ]
  await expect.poll(() => simulator.counters.subscribes).toBe(2)
  story.burst(2)
  await expect.poll(() => [...heard].sort()).toEqual(['block 20001', 'log 0', 'log 1'])
  for (const stop of stops) stop()
})
