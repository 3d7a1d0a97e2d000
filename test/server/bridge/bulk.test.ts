import type { RelayStatus } from 'onwire/relay'
import { createBridge, relay, type RelayOptions } from 'onwire/server'
import { createRelaySimulator, type RelaySimulatorOptions, type RelayStatusStep } from 'onwire/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { getBusiestMinute } from '../../core/support/relaySetup.js'
import { toScenario } from '../../core/support/toScenario.js'
import { createTestEnvironment } from '../../support/environment.js'
import { isShort } from '../../support/isShort.js'
import { apiKey, readEvents, settle, toEventsRequest, toTopic } from './support/bridgeSetup.js'

const open = toScenario({ at: 0, status: 'waiting' }, { at: 5_000, status: 'pending', inTxs: 1 })

function createBulkSetup(options: RelaySimulatorOptions = {}) {
  const { clock, environment } = createTestEnvironment()
  const simulator = createRelaySimulator({ clock, seed: 7, ...options })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const asked: { at: number; path: string; result: unknown }[] = []
  const codes: string[] = []
  simulator.watch((entry) => {
    if (entry.type === 'rest') asked.push({ at: clock.now(), path: entry.path, result: entry.result })
  })
  const start = (own: RelayOptions = {}) => {
    const bridge = createBridge({
      protocols: [relay({ apiUrl, fetch, url, WebSocket, apiKey, ...own })],
      authorize: () => true,
      environment,
      onDiagnostic: ({ code }) => codes.push(code),
    })
    onTestFinished(() => bridge.close())
    const readers: ReturnType<typeof readEvents>[] = []
    const follow = async (ids: readonly string[]) => {
      for (let from = 0; from < ids.length; from += 200)
        readers.push(readEvents(await bridge.fetch(toEventsRequest(ids.slice(from, from + 200).map(toTopic)))))
    }
    const getUpdates = () =>
      readers.flatMap(({ events }) => events.filter(({ event }) => event === 'update').map(({ received }) => received))
    const getStatuses = () => new Map(getUpdates().map(({ data, key }) => [key, data?.status]))
    return { bridge, follow, getStatuses, getUpdates }
  }
  const startRequests = (count: number, ...steps: readonly RelayStatusStep[]) =>
    Array.from({ length: count }, () => simulator.start(steps.length > 0 ? toScenario(...steps) : open).requestId)
  const advance = async (ms: number) => {
    await clock.advanceAsync(ms)
    await settle()
  }
  return { advance, asked, clock, codes, simulator, start, startRequests }
}

describe.each([
  [1_000, 15_000, 60_000],
  // What follows is the same, and takes long.
  isShort ? [2_500, 32_000, 0] : [10_000, 120_000, 0],
])('A bridge that restarts with %i open requests while the socket is down', (count, withinMs, thenMs) => {
  test(`has closed every gap after ${withinMs / 1000} s, with no 429`, { timeout: 600_000 }, async () => {
    const { advance, asked, clock, codes, simulator, start, startRequests } = createBulkSetup()
    const ids = startRequests(count)
    await advance(10_000)
    simulator.faults.drop()
    const startedAt = clock.now()
    const { follow, getStatuses } = start()
    await follow(ids)
    while (getStatuses().size < count && clock.now() < startedAt + withinMs) await advance(5_000)
    expect([...getStatuses().values()].filter((status) => status === 'pending')).toHaveLength(count)
    const { manyRequests } = simulator.counters
    expect(manyRequests).toBeGreaterThanOrEqual(count / 50)
    await advance(thenMs)
    expect(getBusiestMinute(asked.map(({ at }) => at))).toBeLessThanOrEqual(200)
    expect(asked.filter(({ result }) => result === 429)).toEqual([])
    expect(codes.filter((code) => code !== 'SERVICE_AWAY' && code !== 'CONNECTION_FAILED')).toEqual([])
  })
})

test('A service that takes fewer ids is asked for fewer, and for each once', async () => {
  const { advance, codes, simulator, start, startRequests } = createBulkSetup({ mostIds: 10 })
  const ids = startRequests(100)
  await advance(10_000)
  simulator.faults.drop()
  const { follow, getStatuses } = start()
  await follow(ids)
  await advance(1_500)
  expect(getStatuses().size).toBe(100)
  const { manyRequests, restRequests } = simulator.counters
  // 50, 25 and 12 are too many; 6 at a time then, however many were refused beside each other.
  expect(manyRequests).toBeLessThan(30)
  expect(restRequests - manyRequests).toBeLessThan(5)
  expect(codes).not.toContain('ASKED_ALONE')
})

test('A request that the list lacks is asked for alone', async () => {
  const { advance, asked, simulator, start, startRequests } = createBulkSetup()
  const ids = startRequests(20)
  await advance(10_000)
  simulator.faults.drop()
  const { follow, getStatuses } = start()
  const unknown = `0x${'ab'.repeat(32)}`
  await follow([...ids, unknown])
  await advance(1_000)
  expect(getStatuses().get(unknown)).toBe('unknown')
  expect(asked.map(({ path }) => path)).toEqual(['/requests/v3', '/intents/status/v3'])
})

test('An id that is none of Relay’s is asked for alone, so that a stranger has nobody’s list refused', async () => {
  const { advance, simulator, start, startRequests } = createBulkSetup()
  const ids = startRequests(100)
  simulator.faults.drop()
  const lists: number[] = []
  let refused = 0
  const strict: typeof globalThis.fetch = (input, init) => {
    const filters = new URL(input instanceof Request ? input.url : input).searchParams.get('filters')
    const asked: readonly string[] = filters ? JSON.parse(filters)[0].id : []
    if (filters) lists.push(asked.length)
    const isRefused = asked.some((id) => id.length !== 66)
    if (isRefused) refused += 1
    return isRefused
      ? Promise.resolve(Response.json({ message: 'Bad id' }, { status: 400 }))
      : simulator.fetch(input, init)
  }
  const { follow, getStatuses } = start({ fetch: strict })
  await follow(['0x12', ...ids])
  await advance(30_000)
  expect(getStatuses().size).toBeGreaterThanOrEqual(100)
  // Halved until it is alone, it would have others asked for two by two.
  expect(lists.slice(0, 2)).toEqual([50, 50])
  expect(refused).toBe(0)
})

test('A service that takes no list is asked for each alone', async () => {
  const { advance, codes, simulator, start, startRequests } = createBulkSetup({ mostIds: 0 })
  const ids = startRequests(30)
  await advance(10_000)
  simulator.faults.drop()
  const { follow, getStatuses } = start()
  await follow(ids)
  await advance(5_000)
  expect(getStatuses().size).toBe(30)
  expect(simulator.counters.manyRequests).toBeLessThan(15)
  expect(codes).not.toContain('RATE_LIMITED')
})

test('An answer that can’t be read has each asked for alone for a minute, and then together again', async () => {
  let isBroken = true
  const { advance, asked, codes, simulator, start, startRequests } = createBulkSetup()
  const ids = startRequests(30)
  await advance(10_000)
  simulator.faults.drop()
  const { follow, getStatuses } = start({
    fetch: (input, init) =>
      isBroken && (input instanceof Request ? input.url : `${input}`).includes('/requests/v3')
        ? Promise.resolve(Response.json({ message: 'no such route' }, { status: 404 }))
        : simulator.fetch(input, init),
  })
  await follow(ids)
  await advance(5_000)
  expect(getStatuses().size).toBe(30)
  expect(asked.filter(({ path }) => path === '/requests/v3')).toEqual([])
  expect(codes).toContain('ASKED_ALONE')
  isBroken = false
  await follow(startRequests(30))
  await advance(5_000)
  expect(simulator.counters.manyRequests).toBe(0)
  await advance(60_000)
  await follow(startRequests(30))
  await advance(5_000)
  expect(simulator.counters.manyRequests).toBeGreaterThan(0)
})

test('The list brings transactions, amounts and currencies to pages', async () => {
  const { advance, simulator, start } = createBulkSetup()
  const facts = {
    refundTo: '0xuser',
    supersededByRequestId: '0xnew',
    depositAddress: { address: '0xdeposit', type: 'strict', depositor: '0xuser', depositTxHash: '0xown' },
  }
  const ids = [1, 2].map(
    () => simulator.start(toScenario({ at: 0, status: 'pending', inTxs: 1, txs: 1, fields: facts })).requestId,
  )
  simulator.faults.drop()
  const { follow, getUpdates } = start()
  await follow(ids)
  await advance(1_000)
  const data: Partial<RelayStatus> | undefined = getUpdates()[0]?.data
  expect(data).toMatchObject({
    status: 'pending',
    originChainId: 1,
    destinationChainId: 8453,
    refundTo: '0xuser',
    supersededBy: '0xnew',
    depositAddress: { address: '0xdeposit', depositAddressType: 'strict', depositTxHash: '0xown' },
    legs: [
      { side: 'in', chainId: 1, at: 1_765_989_800_000, block: 20_000_000, status: 'success' },
      { side: 'out', chainId: 8453 },
    ],
    sent: {
      amount: '1000000000000000000',
      amountFormatted: '1.0',
      amountUsd: '3000.00',
      chainId: 1,
      symbol: 'ETH',
      decimals: 18,
    },
    received: { chainId: 8453, name: 'Ether' },
    timeEstimate: 12,
  })
  expect(data?.inTxHashes).toHaveLength(1)
})
