import { act, renderHook } from '@testing-library/react'
import { useRelayChains } from 'onwire/relay'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRelayWorld } from './support/relaySetup.js'

test('useRelayChains tells the chains that Relay knows, with their explorers', async () => {
  const world = createRelayWorld()
  const { result } = renderHook(() => useRelayChains().data, { wrapper: world.Providers })
  expect(result.current).toBeUndefined()
  await world.advance(100)
  expect(result.current?.find(({ id }) => id === 8453)).toMatchObject({
    id: 8453,
    explorerUrl: expect.stringMatching(/^https:/),
  })
})

test('useRelayChains asks once, however many ask, and opens no socket', async () => {
  const world = createRelayWorld()
  const use = () => useRelayChains().data?.length
  renderHook(() => [use(), use(), use()], { wrapper: world.Providers })
  await world.advance(10_000)
  renderHook(use, { wrapper: world.Providers })
  await world.advance(10_000)
  expect(world.simulator.counters).toMatchObject({ restRequests: 1, socketsOpened: 0 })
})

test('useRelayChains asks nothing where it is disabled', async () => {
  const world = createRelayWorld()
  renderHook(() => useRelayChains({ enabled: false }).data, { wrapper: world.Providers })
  await world.advance(10_000)
  expect(world.simulator.counters.restRequests).toBe(0)
})

describe('The list of chains, where the service fails at first,', () => {
  afterEach(() => void vi.useRealTimers())

  /** TanStack's timers and the simulator's clock together. */
  async function pass(world: ReturnType<typeof createRelayWorld>, ms: number) {
    for (let left = ms; left > 0; left -= 100) {
      await act(() => vi.advanceTimersByTimeAsync(100))
      await world.advance(100)
    }
  }

  function start() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    const world = createRelayWorld()
    const render = () =>
      renderHook(
        () => {
          const { data, isError } = useRelayChains()
          return { count: data?.length, isError }
        },
        { wrapper: world.Providers },
      )
    return { render, world }
  }

  test('is asked for again, ever more slowly, until it comes, and then no more', async () => {
    const { render, world } = start()
    world.simulator.faults.breakRest('error')
    const { result } = render()
    await pass(world, 60_000)
    expect(result.current).toEqual({ count: undefined, isError: true })
    expect(world.simulator.counters.restRequests).toBeGreaterThan(3)
    expect(world.simulator.counters.restRequests).toBeLessThan(8)
    world.simulator.faults.restoreRest()
    await pass(world, 60_000)
    expect(result.current).toEqual({ count: expect.any(Number), isError: false })
    const { restRequests } = world.simulator.counters
    await pass(world, 120_000)
    expect(world.simulator.counters.restRequests).toBe(restRequests)
  })

  test('is not asked for on behalf of those who have left, and is for the next who comes', async () => {
    const { render, world } = start()
    world.simulator.faults.breakRest('error')
    const { unmount } = render()
    await pass(world, 1_000)
    unmount()
    const { restRequests } = world.simulator.counters
    await pass(world, 60_000)
    expect(world.simulator.counters.restRequests).toBe(restRequests)
    world.simulator.faults.restoreRest()
    const { result } = render()
    await pass(world, 1_000)
    expect(result.current.count).toBeGreaterThan(3)
  })

  test('waits for a pause that the service asks for, as the statuses do', async () => {
    const { render, world } = start()
    world.simulator.faults.breakRest('rate-limited', { retryAfterS: 40 })
    render()
    await pass(world, 39_000)
    expect(world.simulator.counters.restRequests).toBe(1)
    world.simulator.faults.restoreRest()
    const { result } = render()
    await pass(world, 61_000)
    expect(result.current.count).toBeGreaterThan(3)
    expect(world.diagnostics).toMatchObject([{ code: 'RATE_LIMITED' }])
  })
})
