import { createBrowserEnvironment } from 'onwire'
import { createPublicClient, http, type Log, webSocket } from 'viem'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createEngine } from '../../../src/core/engine/engine.js'
import { evm, type EvmData, type EvmTopic, toEvmLogId } from '../../../src/protocols/evm/index.js'
import { type Anvil, hasAnvil, startAnvil } from './anvil.js'

const chainId = 31_337
/** Emits one log without data, whose topic is what it is called with. */
const contract = '0x655f355f5fa1005f526006601af3'
const slow = { timeout: 60_000 }

interface NodeLog {
  readonly blockHash: string
  readonly logIndex: string
}

/** Follows a contract by onwire. */
function followByOnwire({ rpcUrl, url }: Anvil, address: string, hasSocket: boolean) {
  const protocol = evm({
    chainId,
    rpcUrl,
    requestsPerMinute: 6_000,
    ...(hasSocket && { url, WebSocket }),
  })
  const engine = createEngine<EvmTopic, EvmData>({
    protocol,
    environment: { ...createBrowserEnvironment(), isServer: false },
    graceMs: 100,
    pollingIntervalMs: 300,
    onDiagnostic: () => {},
    batch: (write) => write(),
  })
  const handle = engine.topic({ kind: 'logs', chain: chainId, address, fromBlock: 1 })
  const stop = handle.watch({ refetch: () => handle.snapshot().catch(() => {}), limit: 10_000 })
  return {
    shown() {
      const data = handle.getData()
      const { items, removed } = data && 'items' in data ? data : { items: [], removed: [] }
      const gone = new Set(removed)
      return items.map(toEvmLogId).filter((id) => !gone.has(id))
    },
    end() {
      stop()
      engine.close()
    },
  }
}

/** Follows a contract by viem's `watchEvent`, and takes out what it marks as removed. */
function followByViem({ rpcUrl, url }: Anvil, address: string, hasSocket: boolean) {
  const transport = hasSocket ? webSocket(url) : http(rpcUrl)
  const client = createPublicClient({ chain: foundry, transport, pollingInterval: 300 })
  const shown = new Set<string>()
  const onLogs = (logs: readonly Log[]) => {
    for (const { blockHash, logIndex, removed } of logs)
      shown[removed ? 'delete' : 'add'](`${blockHash}:${Number(logIndex)}`)
  }
  return { shown: () => [...shown], end: client.watchEvent({ address: address as `0x${string}`, onLogs }) }
}

describe.skipIf(!hasAnvil)(
  'On a real node (anvil), which is skipped where its package has no program for this machine',
  () => {
    let node: Anvil
    let from = ''

    beforeAll(async () => {
      node = await startAnvil()
      from = (await node.ask<string[]>('eth_accounts'))[0] ?? ''
    })
    afterAll(() => node?.stop())

    const emit = async (to: string, count = 1) => {
      for (let nth = 0; nth < count; nth += 1)
        await node.ask('eth_sendTransaction', { from, to, data: `0x${'ab'.repeat(32)}`, gas: '0x186a0' })
      await node.ask('anvil_mine', '0x1')
    }
    const deploy = async () => {
      const hash = await node.ask<string>('eth_sendTransaction', { from, data: contract, gas: '0x30d40' })
      await node.ask('anvil_mine', '0x1')
      const receipt = await node.ask<{ contractAddress: string }>('eth_getTransactionReceipt', hash)
      return receipt.contractAddress
    }
    const truth = async (address: string) => {
      const logs = await node.ask<NodeLog[]>('eth_getLogs', { address, fromBlock: '0x1', toBlock: 'latest' })
      return logs.map(({ blockHash, logIndex }) => `${blockHash}:${Number(logIndex)}`)
    }

    test.each([1, 2, 6, 12, 20, 64])('the list is the chain after a re-organisation of %i blocks', async (depth) => {
      const address = await deploy()
      const followed = [true, false].map((hasSocket) => followByOnwire(node, address, hasSocket))
      const others = [true, false].map((hasSocket) => followByViem(node, address, hasSocket))
      // viem shows what comes after it has begun, some time later.
      const isBegun = async () => {
        await emit(address)
        return others.every(({ shown }) => shown().length > 0)
      }
      await expect.poll(isBegun, slow).toBe(true)
      for (let nth = 0; nth < depth + 2; nth += 1) await emit(address, 2)
      const before = await truth(address)
      for (const { shown } of followed) await expect.poll(shown, slow).toEqual(before)

      await node.ask('anvil_reorg', depth, [])
      await emit(address)
      const after = await truth(address)
      expect(after.some((id) => !before.includes(id))).toBe(true)
      expect(before.some((id) => !after.includes(id))).toBe(true)
      for (const { shown } of followed) await expect.poll(shown, slow).toEqual(after)
      const off = others.map(({ shown }) => shown().filter((id) => !after.includes(id)).length)
      // The table: onwire shows the truth; viem goes on showing logs of blocks that are gone, all that it had heard of.
      for (const count of off) expect([count > 0, count <= 2 * depth]).toEqual([true, true])
      for (const { end } of [...followed, ...others]) end()
    })
  },
)
