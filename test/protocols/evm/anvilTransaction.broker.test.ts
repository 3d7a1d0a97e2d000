import { createBrowserEnvironment } from 'onwire'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createEngine } from '../../../src/core/engine/engine.js'
import { evm, type EvmData, type EvmTopic } from '../../../src/protocols/evm/index.js'
import type { TransactionStatus } from '../../../src/protocols/shared/transaction/transactionStatus.js'
import { type Anvil, hasAnvil, startAnvil } from './anvil.js'

const chain = 31_337
const slow = { timeout: 60_000 }
const toHex = (number: number) => `0x${number.toString(16)}`
/** Reverts, whatever it is called with. */
const reverting = '0x6460006000fd5f526005601bf3'

describe.skipIf(!hasAnvil)('A transaction on a real node (anvil), over a socket and without one', () => {
  let node: Anvil
  let from = ''
  let to = ''
  let ends: (() => void)[] = []

  beforeAll(async () => {
    node = await startAnvil()
    const accounts = await node.ask<string[]>('eth_accounts')
    from = accounts[0] ?? ''
    to = accounts[1] ?? ''
  })
  afterEach(() => {
    for (const end of ends) end()
    ends = []
  })
  afterAll(() => node?.stop())

  function follow(hash: string, hasSocket: boolean): () => TransactionStatus | undefined {
    const { rpcUrl, url } = node
    const protocol = evm({
      chainId: chain,
      rpcUrl,
      confirmations: 3,
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
    const handle = engine.topic({ kind: 'transaction', chain, hash })
    const stop = handle.watch({ refetch: () => handle.snapshot().catch(() => {}) })
    ends.push(() => {
      stop()
      engine.close()
    })
    return () => {
      const data = handle.getData()
      return data && 'status' in data ? data : undefined
    }
  }
  const followBoth = (hash: string) => [follow(hash, true), follow(hash, false)]
  const send = (more: object) => node.ask<string>('eth_sendTransaction', { from, to, value: '0x1', ...more })
  const mine = (count = 1) => node.ask('anvil_mine', toHex(count))
  const count = async () => Number(await node.ask<string>('eth_getTransactionCount', from, 'latest'))
  const expectBoth = async (all: readonly (() => TransactionStatus | undefined)[], expected: object) => {
    for (const shown of all) await expect.poll(shown, slow).toMatchObject(expected)
  }
  const fees = (gwei: number) => ({ maxFeePerGas: toHex(gwei * 1e9), maxPriorityFeePerGas: toHex(gwei * 1e9) })

  test('is sent, in a block, and final once three blocks confirm it', async () => {
    const all = followBoth(await send({}))
    await expectBoth(all, { status: 'sent', confirmations: 0 })
    await mine()
    await expectBoth(all, { status: 'included', confirmations: 1, isFinal: false })
    await mine(2)
    await expectBoth(all, { status: 'included', confirmations: 3, isFinal: true })
  })

  test('is sped up, cancelled or replaced by one of a higher fee, which is named', async () => {
    for (const [status, other] of [
      ['sped-up', {}],
      ['cancelled', { to: from, value: '0x0' }],
      ['replaced', { value: '0x2' }],
    ] as const) {
      const nonce = toHex(await count())
      const all = followBoth(await send({ nonce, ...fees(20) }))
      await expectBoth(all, { status: 'sent' })
      const replacedBy = await send({ nonce, ...fees(40), ...other })
      await mine()
      await expectBoth(all, { status, replacedBy })
    }
  })

  test('is reverted where its contract refuses it', async () => {
    const deployed = await node.ask<string>('eth_sendTransaction', { from, data: reverting, gas: '0x30d40' })
    await mine()
    const receipt = await node.ask<{ contractAddress: string }>('eth_getTransactionReceipt', deployed)
    const all = followBoth(await send({ to: receipt.contractAddress, value: '0x0', gas: '0x186a0' }))
    await expectBoth(all, { status: 'sent' })
    await mine()
    await expectBoth(all, { status: 'reverted' })
  })

  test('waits again after a re-organisation, and is in another block after that', async () => {
    await mine(3)
    const same = { nonce: toHex(await count()), gas: '0x5208', ...fees(50) }
    const hash = await send(same)
    const all = followBoth(hash)
    await expectBoth(all, { status: 'sent' })
    await mine()
    await expectBoth(all, { status: 'included' })
    await node.ask('anvil_reorg', 2, [])
    await expectBoth(all, { status: 'reorganised', confirmations: 0 })
    // Anvil forgets what was in the blocks that leave. The same is sent again, and has the same hash.
    expect(await send(same)).toBe(hash)
    await mine()
    for (const shown of all)
      await expect
        .poll(() => shown()?.history.map(({ status }) => status), slow)
        .toEqual(['sent', 'included', 'reorganised', 'included'])
  })

  test('is dropped where the node forgets it, ten minutes later by the chain’s clock', async () => {
    const hash = await send({ ...fees(30) })
    const all = followBoth(hash)
    await expectBoth(all, { status: 'sent' })
    await node.ask('anvil_dropTransaction', hash)
    await mine()
    for (const shown of all) await expect.poll(() => shown()?.missingSince, slow).toBeGreaterThan(0)
    await node.ask('evm_increaseTime', 601)
    await mine()
    await expectBoth(all, { status: 'dropped', isFinal: false })
  })
})
