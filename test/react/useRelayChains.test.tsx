import { act, renderHook } from '@testing-library/react'
import { useRelayChains } from 'onwire/relay'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRelaySetup } from './support/relaySetup.js'

test('useRelayChains tells the chains that Relay knows, with their explorers', async () => {
  const setup = createRelaySetup()
  const { result } = renderHook(() => useRelayChains().data, { wrapper: setup.Providers })
  expect(result.current).toBeUndefined()
  await setup.advance(100)
  expect(result.current?.find(({ id }) => id === 8453)).toMatchObject({
    id: 8453,
    explorerUrl: expect.stringMatching(/^https:/),
  })
})

test('useRelayChains asks once, however many ask, and opens no socket', async () => {
  const setup = createRelaySetup()
  const use = () => useRelayChains().data?.length
  renderHook(() => [use(), use(), use()], { wrapper: setup.Providers })
  await setup.advance(10_000)
  renderHook(use, { wrapper: setup.Providers })
  await setup.advance(10_000)
  expect(setup.simulator.counters).toMatchObject({ restRequests: 1, socketsOpened: 0 })
})

test('useRelayChains asks nothing where it is disabled', async () => {
  const setup = createRelaySetup()
  renderHook(() => useRelayChains({ enabled: false }).data, { wrapper: setup.Providers })
  await setup.advance(10_000)
  expect(setup.simulator.counters.restRequests).toBe(0)
})

describe('The list of chains, where the service fails at first,', () => {
  afterEach(() => void vi.useRealTimers())

  /** TanStack's timers and the simulator's clock together. */
  async function pass(setup: ReturnType<typeof createRelaySetup>, ms: number) {
    for (let left = ms; left > 0; left -= 100) {
      await act(() => vi.advanceTimersByTimeAsync(100))
      await setup.advance(100)
    }
  }

  function start() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    const setup = createRelaySetup()
    const render = () =>
      renderHook(
        () => {
          const { data, isError } = useRelayChains()
          return { count: data?.length, isError }
        },
        { wrapper: setup.Providers },
      )
    return { render, setup }
  }

  test('is asked for again, ever more slowly, until it comes, and then no more', async () => {
    const { render, setup } = start()
    setup.simulator.faults.breakRest('error')
    const { result } = render()
    await pass(setup, 60_000)
    expect(result.current).toEqual({ count: undefined, isError: true })
    expect(setup.simulator.counters.restRequests).toBeGreaterThan(3)
    expect(setup.simulator.counters.restRequests).toBeLessThan(8)
    setup.simulator.faults.restoreRest()
    await pass(setup, 60_000)
    expect(result.current).toEqual({ count: expect.any(Number), isError: false })
    const { restRequests } = setup.simulator.counters
    await pass(setup, 120_000)
    expect(setup.simulator.counters.restRequests).toBe(restRequests)
  })

  test('is not asked for on behalf of those who have left, and is for the next who comes', async () => {
    const { render, setup } = start()
    setup.simulator.faults.breakRest('error')
    const { unmount } = render()
    await pass(setup, 1_000)
    unmount()
    const { restRequests } = setup.simulator.counters
    await pass(setup, 60_000)
    expect(setup.simulator.counters.restRequests).toBe(restRequests)
    setup.simulator.faults.restoreRest()
    const { result } = render()
    await pass(setup, 1_000)
    expect(result.current.count).toBeGreaterThan(3)
  })

  test('waits for a pause that the service asks for, as the statuses do', async () => {
    const { render, setup } = start()
    setup.simulator.faults.breakRest('rate-limited', { retryAfterS: 40 })
    render()
    await pass(setup, 39_000)
    expect(setup.simulator.counters.restRequests).toBe(1)
    setup.simulator.faults.restoreRest()
    const { result } = render()
    await pass(setup, 61_000)
    expect(result.current.count).toBeGreaterThan(3)
    expect(setup.diagnostics).toMatchObject([{ code: 'RATE_LIMITED' }])
  })
})
