import { notifyManager } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { relayDeposits, useRelayDeposits } from 'onwire/relay'
import { createBridge } from 'onwire/server'
import { createRelaySimulator, type RelayStatusStep } from 'onwire/testing'
import { beforeAll, expect, test } from 'vitest'
import { toScenario } from '../core/support/toScenario.js'
import { createTestEnvironment } from '../support/environment.js'
import { createBridgedApp } from './support/bridgedApp.js'

// With TanStack's own `setTimeout(0)` a test would have to wait for real time.
notifyManager.setScheduler(queueMicrotask)
// The bridge loads it with the first request, which takes real time.
beforeAll(() => import('../../src/protocols/relay/fetchDeposits.js'))

const depositAddress = '0x00000000000000000000000000000000000000d1'
const fields = { depositAddress: { address: depositAddress, depositAddressType: 'open' } }
const apiKey = 'hushhush-of-the-app'

/** A page, its app's server with the key, and Relay behind it, on one clock. */
function createSetup() {
  const setup = createTestEnvironment()
  const simulator = createRelaySimulator({ clock: setup.clock, seed: 7 })
  const { apiUrl, fetch } = simulator
  const asked: string[] = []
  const state = { isAllowed: true }
  const start = () =>
    createBridge({
      protocols: [relayDeposits({ apiUrl, fetch, apiKey, dangerouslyExposeApiKey: true })],
      authorize(_request, { key }) {
        asked.push(key)
        return state.isAllowed
      },
      environment: setup.environment,
      onDiagnostic: () => {},
    })
  const app = createBridgedApp(setup, start, (via) => relayDeposits({ via }))
  return {
    ...app,
    asked,
    simulator,
    state,
    start: (...steps: readonly RelayStatusStep[]) => simulator.start(toScenario(...steps)).requestId,
    follow: (address: string | undefined) =>
      renderHook(
        (parameters: { depositAddress: string | undefined }) => {
          const { connection, data, error, isPending, isSettled } = useRelayDeposits(parameters)
          const { isStale, transport } = connection
          return { data, error, isPending, isSettled, isStale, transport }
        },
        { wrapper: app.wrapper, initialProps: { depositAddress: address } },
      ),
  }
}

test('A page through the bridge shows an address’s requests with no key of its own, and each new one', async () => {
  const { advance, asked, follow, requests, simulator, start } = createSetup()
  const first = start({ at: 0, status: 'waiting', fields }, { at: 5_000, status: 'success', inTxs: 1, txs: 1 })
  const { result } = follow(depositAddress)
  await advance(1_000)
  expect(result.current.data?.requests).toMatchObject([{ requestId: first, status: 'waiting' }])
  const second = start({ at: 0, status: 'pending', fields, inTxs: 1 })
  await advance(40_000)
  expect(result.current.data?.requests).toMatchObject([
    { requestId: first, status: 'success', depositAddress: { depositAddressType: 'open' } },
    { requestId: second, status: 'pending', received: { symbol: 'ETH' } },
  ])
  expect(result.current).toMatchObject({ error: null, isSettled: false, isStale: false, transport: 'polling' })
  expect(new Set(asked)).toEqual(new Set([depositAddress]))
  expect(new Set(requests)).toEqual(new Set(['/api/onwire/events', '/api/onwire/snapshot']))
  expect(simulator.counters.restRequests).toBeGreaterThan(1)
})

test('A page keeps the list while the bridge can’t ask Relay, and says that it is old', async () => {
  const { advance, follow, simulator, start } = createSetup()
  start({ at: 0, status: 'pending', fields, inTxs: 1 })
  const { result } = follow(depositAddress)
  await advance(1_000)
  simulator.faults.apply('rest-down')
  await advance(90_000)
  expect(result.current.data?.requests).toHaveLength(1)
  expect(result.current.isStale).toBe(true)
  simulator.faults.apply('restore-rest')
  await advance(60_000)
  expect(result.current.isStale).toBe(false)
})

test('An address that the app’s server doesn’t allow stays unshown', async () => {
  const { advance, follow, simulator, start, state } = createSetup()
  start({ at: 0, status: 'pending', fields })
  state.isAllowed = false
  const { result } = follow(depositAddress)
  await advance(2_000)
  expect(result.current.data).toBeUndefined()
  expect(result.current.error).toMatchObject({ code: 'FORBIDDEN' })
  expect(simulator.counters.restRequests).toBe(0)
})

test('No address asks nobody, and another address takes the place of one', async () => {
  const { advance, follow, requests, start } = createSetup()
  start({ at: 0, status: 'pending', fields })
  const { rerender, result } = follow(undefined)
  await advance(1_000)
  expect(requests).toEqual([])
  expect(result.current.isPending).toBe(true)
  rerender({ depositAddress })
  await advance(1_000)
  expect(result.current.data?.requests).toHaveLength(1)
  rerender({ depositAddress: '0x00000000000000000000000000000000000000d2' })
  expect(result.current.data).toBeUndefined()
  await advance(1_000)
  expect(result.current.data?.requests).toEqual([])
})
