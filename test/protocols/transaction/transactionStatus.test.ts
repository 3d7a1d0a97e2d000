import { createEvmSimulator, createManualClock, type EvmScenarioName, type EvmSimulator } from 'onwire/testing'
import { createPublicClient, custom } from 'viem'
import { mainnet } from 'viem/chains'
import { describe, expect, test } from 'vitest'
import { readTransaction, toUnknown } from '../../../src/protocols/shared/transaction/readTransaction.js'
import { toNextStatus, type TransactionFacts } from '../../../src/protocols/shared/transaction/toNextStatus.js'
import type {
  ReadBlock,
  ReadTransaction,
  TransactionReader,
} from '../../../src/protocols/shared/transaction/transactionReader.js'
import {
  isTransactionStatus,
  type TransactionContent,
  type TransactionStatus,
} from '../../../src/protocols/shared/transaction/transactionStatus.js'

const confirmations = 4
const getReader = ({ reader }: EvmSimulator): TransactionReader => reader

/** Plays a scenario, and reads its transaction each second. */
async function play(scenario: EvmScenarioName, toReader = getReader) {
  const clock = createManualClock()
  const simulator = createEvmSimulator({ clock, latencyMs: 1 })
  const { transactionHash } = simulator.start(scenario)
  const reader = toReader(simulator)
  let status = toUnknown(transactionHash)
  const seen: TransactionStatus[] = []
  const goOn = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      const ended = new Set<string>()
      const reading = readTransaction(reader, status, confirmations).finally(() => ended.add('reading'))
      while (ended.size === 0) await clock.advanceAsync(1)
      status = await reading
      seen.push(status)
      await clock.advanceAsync(1000)
    }
  }
  await goOn(40)
  return { goOn, seen, simulator, transactionHash, status: () => status }
}

const names = ({ history }: TransactionStatus) => history.map(({ status }) => status)

describe('A transaction that is read each second', () => {
  test.each<[EvmScenarioName, readonly string[]]>([
    ['transaction-included', ['sent', 'included']],
    ['transaction-reverted', ['sent', 'reverted']],
    ['transaction-sped-up', ['sent', 'sped-up']],
    ['transaction-cancelled', ['sent', 'cancelled']],
    ['transaction-replaced', ['sent', 'replaced']],
    ['transaction-reorganised', ['sent', 'included', 'reorganised', 'included']],
  ])('goes its way in the scenario "%s", and is final after four confirmations', async (scenario, way) => {
    const { seen, simulator, status } = await play(scenario)
    expect(names(status())).toEqual(way)
    expect(seen.find(({ isFinal }) => isFinal)?.confirmations).toBe(confirmations)
    const { hash, height } = status().block!
    expect(simulator.chain.block(height)?.hash).toBe(hash)
    expect(seen.every(isTransactionStatus)).toBe(true)
    simulator.stop()
  })

  test('is dropped ten minutes after the node has forgotten it by the chain’s clock, and may be sent again', async () => {
    const { goOn, seen, simulator, status, transactionHash } = await play('transaction-dropped')
    expect(names(status())).toEqual(['sent', 'dropped'])
    expect(seen.filter((each) => each.status === 'sent').at(-1)?.missingSince).toBeGreaterThan(0)
    expect(status().isFinal).toBe(false)
    const { from = '', input = '', nonce, to = '' } = status().content ?? {}
    simulator.chain.send({ hash: transactionHash, from, input, nonce: `0x${nonce}`, to, value: '0x0' })
    await goOn(1)
    expect(names(status())).toEqual(['sent', 'dropped', 'sent'])
    simulator.stop()
  })

  test('names the one that took its place, which is found by halving', async () => {
    let questions = 0
    const { seen, simulator, status } = await play('transaction-replaced', ({ reader }) => ({
      ...reader,
      getTransactionCount(parameters) {
        questions += 1
        return reader.getTransactionCount(parameters)
      },
    }))
    const block = simulator.chain.block(status().block!.height)
    expect(block?.transactions.map(({ transaction }) => transaction.hash)).toEqual([status().replacedBy])
    // One a reading, and few to find it once.
    expect(questions).toBeLessThan(seen.length + 5)
    simulator.stop()
  })

  test('that was replaced long before anybody asked is found as well, where the node remembers', async () => {
    const { simulator, status } = await play('transaction-replaced')
    const late = { ...toUnknown(status().hash), content: status().content! }
    for (let blocks = 0; blocks < 300; blocks += 1) simulator.chain.mine()
    const found = await readTransaction(toNow(simulator), late, confirmations)
    expect([found.status, found.replacedBy]).toEqual(['replaced', status().replacedBy])
    simulator.stop()
  })

  test('has the same end by viem’s own client', async () => {
    const { simulator, status } = await play('transaction-replaced', (node) => {
      const request = async ({ method, params = [] }: { method: string; params?: unknown }) => {
        const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
        const { result } = (await (await node.fetch(node.rpcUrl, { method: 'POST', body })).json()) as {
          result: unknown
        }
        return result
      }
      return createPublicClient({ chain: mainnet, transport: custom({ request }) })
    })
    expect(names(status())).toEqual(['sent', 'replaced'])
    expect(status().replacedBy).toMatch(/^0x/)
    simulator.stop()
  })
})

/** A node writes numbers as texts. */
function toRead(told: ReadTransaction | null): ReadTransaction | null {
  return told && { ...told, nonce: Number(`${told.nonce}`), value: BigInt(told.value) }
}

/** A reader without any delay: of the chain as it stands. */
function toNow({ rest, rpcUrl }: EvmSimulator): TransactionReader {
  const answer = (method: string, ...params: readonly unknown[]) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const told = rest.handle({ method: 'POST', url: new URL(rpcUrl), headers: new Headers(), body })
    return (told as { body: { result: never } }).body.result
  }
  const toTag = (height: bigint | undefined) => (height === undefined ? 'latest' : `0x${height.toString(16)}`)
  return {
    getTransaction: ({ hash }) => Promise.resolve(toRead(answer('eth_getTransactionByHash', hash))),
    getTransactionReceipt: ({ hash }) => Promise.resolve(answer('eth_getTransactionReceipt', hash)),
    getTransactionCount: ({ address, blockNumber }) =>
      Promise.resolve(Number(answer('eth_getTransactionCount', address, toTag(blockNumber)))),
    async getBlock({ blockNumber, includeTransactions = false }) {
      const block: ReadBlock = answer('eth_getBlockByNumber', toTag(blockNumber), includeTransactions)
      const toWhole = (each: string | ReadTransaction) => (typeof each === 'string' ? each : (toRead(each) ?? each))
      return { ...block, transactions: block.transactions.map(toWhole) }
    },
  }
}

describe('The next status', () => {
  const content: TransactionContent = { from: '0xaa', nonce: 7, to: '0xbb', value: '1', input: '0x' }
  const sent: TransactionStatus = {
    ...toUnknown('0x01'),
    status: 'sent',
    content,
    head: 10,
    history: [{ status: 'sent', at: 1_000 }],
  }
  const minute = 60_000
  const after = (facts: Partial<TransactionFacts>, from = sent) =>
    toNextStatus(from, { head: { height: 12, at: 1_000 }, ...facts }, 2)

  test('stays what it was where the node doesn’t know it, until ten minutes are over', () => {
    const first = after({ count: 7 })
    expect([first.status, first.missingSince]).toEqual(['sent', 1_000])
    const early = after({ count: 7, head: { height: 50, at: 1_000 + 10 * minute - 1 } }, first)
    expect(early.status).toBe('sent')
    expect(after({ count: 7, head: { height: 51, at: 1_000 + 10 * minute } }, early).status).toBe('dropped')
  })

  test('of one whose nonce is used by something that can’t be found is replaced, and names nothing', () => {
    const next = after({ count: 8, head: { height: 51, at: 1_000 + 10 * minute } }, after({ count: 8 }))
    expect([next.status, next.replacedBy, next.isFinal]).toEqual(['replaced', undefined, false])
  })

  test('of one that no node has ever shown stays unknown: its nonce isn’t known', () => {
    const first = after({}, toUnknown('0x01'))
    expect(after({ head: { height: 99, at: 1_000 + 60 * minute } }, first).status).toBe('unknown')
  })

  test('never counts fewer confirmations in the same block, and begins anew in another one', () => {
    const block = { height: 11, hash: '0x11' }
    const many = after({ included: { block, hasReverted: false }, head: { height: 15, at: 1_000 } })
    expect(many.confirmations).toBe(5)
    expect(after({ included: { block, hasReverted: false } }, many).confirmations).toBe(5)
    const other = { height: 12, hash: '0x12' }
    expect(after({ included: { block: other, hasReverted: false } }, many).confirmations).toBe(1)
  })

  test('is the same object where nothing has changed', () => {
    const facts = { content, count: 7 }
    const once = after(facts)
    expect(after(facts, once)).toBe(once)
  })
})

describe('A reading', () => {
  test('from a node that lacks the block, or still has it, takes nothing back', async () => {
    const { simulator, status } = await play('transaction-included')
    const known = status()
    const own = toNow(simulator)
    const none: TransactionReader = { ...own, getTransactionReceipt: () => Promise.resolve(null) }
    const isBehind: TransactionReader = {
      ...none,
      getBlock: async (parameters) => own.getBlock({ ...parameters, blockNumber: BigInt(known.block!.height - 1) }),
    }
    expect(await readTransaction(isBehind, known, confirmations)).toBe(known)
    expect((await readTransaction(none, known, confirmations)).status).toBe('included')
    simulator.stop()
  })

  test('rejects with the reader’s own error where it can’t be asked', async () => {
    const { simulator, status } = await play('transaction-included')
    const broken: TransactionReader = { ...toNow(simulator), getBlock: () => Promise.reject(new Error('No node.')) }
    await expect(readTransaction(broken, status(), confirmations)).rejects.toThrow('No node.')
    simulator.stop()
  })
})
