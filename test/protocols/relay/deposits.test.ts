import { createOnwire, type LiveSnapshot } from 'onwire'
import {
  relayDeposits,
  type RelayDeposits,
  type RelayDepositsOptions,
  type RelayStatus,
  watchRelayDeposits,
} from 'onwire/relay'
import { createRelaySimulator, type RelaySimulatorOptions, type RelayStatusStep } from 'onwire/testing'
import { QueryClient } from '@tanstack/react-query'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { toScenario } from '../../core/support/toScenario.js'
import { createTestEnvironment } from '../../support/environment.js'

// It is loaded with the first request, which takes real time.
beforeAll(() => import('../../../src/protocols/relay/fetchDeposits.js'))

const apiKey = 'hushhush-of-the-deposits'
const address = '0xAbCd000000000000000000000000000000000001'
const other = '0x00000000000000000000000000000000000000ff'

const fieldsOf = (depositAddressType: string, own = address) => ({
  depositAddress: { address: own.toLowerCase(), depositAddressType, depositor: '0xuser', depositTxHash: '0xown' },
})
const waiting: RelayStatusStep = { at: 0, status: 'waiting', fields: fieldsOf('open') }
const strict: RelayStatusStep = { at: 0, status: 'waiting', fields: fieldsOf('strict') }

function createSetup(options: RelaySimulatorOptions & { readonly own?: RelayDepositsOptions } = {}) {
  const { clock, environment } = createTestEnvironment()
  const simulator = createRelaySimulator({ clock, seed: 7, ...options })
  const { apiUrl, fetch } = simulator
  const queryClient = new QueryClient()
  const onwire = createOnwire({
    protocols: [relayDeposits({ apiUrl, fetch, apiKey, ...options.own })],
    environment,
    queryClient,
  })
  const snapshots: LiveSnapshot<RelayDeposits>[] = []
  const watch = (depositAddress = address) => {
    onTestFinished(watchRelayDeposits(onwire, { depositAddress }, (snapshot) => snapshots.push(snapshot)))
  }
  const getShown = () => snapshots.at(-1)
  onTestFinished(() => onwire.close())
  return {
    clock,
    getShown,
    getRequests: () => getShown()?.data?.requests ?? [],
    simulator,
    snapshots,
    start: (...steps: readonly RelayStatusStep[]) => simulator.start(toScenario(...steps)).requestId,
    watch,
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 250) {
        await clock.advanceAsync(250)
        await vi.dynamicImportSettled()
        for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

const toIds = (requests: readonly RelayStatus[]) => requests.map(({ requestId }) => requestId)
const toStatuses = (requests: readonly RelayStatus[]) => requests.map(({ status }) => status)

test('An open address shows each deposit as a request of its own, oldest first, and goes on', async () => {
  const { advance, getRequests, getShown, simulator, start, watch } = createSetup()
  const first = start(waiting, { at: 1_000, status: 'pending', inTxs: 1 }, { at: 5_000, status: 'success', txs: 1 })
  await advance(1_000)
  start({ at: 0, status: 'waiting', fields: fieldsOf('open', other) })
  watch()
  await advance(20_000)
  expect(toStatuses(getRequests())).toEqual(['success'])
  expect(getShown()).toMatchObject({ isSettled: false, error: null })
  const second = start(waiting)
  await advance(60_000)
  expect(toIds(getRequests())).toEqual([first, second])
  expect(toStatuses(getRequests())).toEqual(['success', 'waiting'])
  expect(getRequests()[0]).toMatchObject({
    depositAddress: { depositAddressType: 'open', depositor: '0xuser', depositTxHash: '0xown' },
    legs: [
      { side: 'in', chainId: 1 },
      { side: 'out', chainId: 8453 },
    ],
    sent: { symbol: 'ETH', amountFormatted: '1.0' },
    timeEstimate: 12,
  })
  expect(simulator.counters.restRequests).toBeLessThan(20)
})

test('An address without requests has an empty list, and is no error', async () => {
  const { advance, getShown, watch } = createSetup()
  watch()
  await advance(1_000)
  expect(getShown()).toMatchObject({ data: { depositAddress: address.toLowerCase(), requests: [] }, error: null })
})

test('A request that another one has taken the place of leads to it, also where that has another address', async () => {
  const { advance, getRequests, snapshots, start, watch } = createSetup()
  const successor = (fields: RelayStatusStep['fields']) =>
    toScenario({ at: 0, status: 'waiting', ...(fields && { fields }) }, { at: 3_000, status: 'success', txs: 1 })
  const first = start(waiting, { at: 1_000, status: 'waiting', supersededBy: successor(fieldsOf('open', other)) })
  const last = start(waiting)
  watch()
  await advance(40_000)
  const [, second] = toIds(getRequests())
  expect(toIds(getRequests())).toEqual([first, second, last])
  expect(getRequests()[0]?.supersededBy).toBe(second)
  expect(toStatuses(getRequests())).toEqual(['waiting', 'success', 'waiting'])
  // It isn't asked for once it has ended, and stays.
  const seen = snapshots.map(({ data }) => data && toIds(data.requests).includes(String(second)))
  expect(seen.slice(seen.indexOf(true))).not.toContain(false)
})

test('Requests that name each other as their successors are shown, and not followed for ever', async () => {
  const { advance, getRequests, simulator, start, watch } = createSetup()
  const [a, b] = ['0xa', '0xb']
  start({ ...waiting, fields: { ...fieldsOf('open'), supersededByRequestId: a } })
  for (const [requestId, supersededByRequestId] of [
    [a, b],
    [b, a],
  ] as const)
    simulator.start(toScenario({ at: 0, status: 'waiting', fields: { supersededByRequestId } }), { requestId })
  watch()
  await advance(500)
  expect(toIds(getRequests()).slice(1)).toEqual([a, b])
  expect(simulator.counters.manyRequests).toBe(3)
})

describe('A strict address', () => {
  test('has settled once its order has ended', async () => {
    const { advance, getRequests, getShown, start, watch } = createSetup()
    start(strict, { at: 1_000, status: 'pending', inTxs: 1 }, { at: 3_000, status: 'refund', refundTxs: 1 })
    watch()
    await advance(20_000)
    expect(getRequests()[0]).toMatchObject({ status: 'refund' })
    expect(getShown()?.isSettled).toBe(true)
  })

  test('hasn’t settled while the request that took the place of an ended one is open', async () => {
    const { advance, getRequests, getShown, start, watch } = createSetup()
    start(strict, { at: 1_000, status: 'refund', supersededBy: toScenario(strict) })
    watch()
    await advance(40_000)
    expect(toStatuses(getRequests())).toEqual(['refund', 'waiting'])
    expect(getShown()?.isSettled).toBe(false)
  })
})

test('Without a key the error says who has to have it, and shows no secret', async () => {
  const { advance, getShown, watch } = createSetup({ own: { apiKey: undefined } })
  watch()
  await advance(1_000)
  expect(getShown()?.error).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(String(getShown()?.error)).toContain('bridge')
})

test('A service that is away for a while costs nothing of what was known', async () => {
  const { advance, getRequests, getShown, simulator, start, watch } = createSetup()
  start(waiting, { at: 30_000, status: 'pending', inTxs: 1 })
  watch()
  await advance(1_000)
  simulator.faults.apply('rest-down')
  await advance(60_000)
  expect(toStatuses(getRequests())).toEqual(['waiting'])
  expect(getShown()?.connection).toMatchObject({ isStale: true })
  simulator.faults.apply('restore-rest')
  await advance(60_000)
  expect(toStatuses(getRequests())).toEqual(['pending'])
  expect(getShown()?.error).toBeNull()
})

test('What is no address is refused before anybody is asked', async () => {
  const { advance, getShown, simulator, watch } = createSetup()
  watch('a b')
  await advance(1_000)
  expect(getShown()?.error).toMatchObject({ code: 'INVALID_DEPOSIT_ADDRESS' })
  expect(simulator.counters.restRequests).toBe(0)
})
