import { focusManager, onlineManager, type QueryClientConfig } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { useRelayChains, useRelayStatus } from 'onwire/relay'
import { afterEach, describe, expect, test } from 'vitest'
import { createRelayWorld } from './support/relayWorld.js'

type Defaults = NonNullable<NonNullable<QueryClientConfig['defaultOptions']>['queries']>

const hostile: Readonly<Record<string, Defaults>> = {
  'refetchInterval: 100': { refetchInterval: 100, refetchIntervalInBackground: true },
  'staleTime: 0': { staleTime: 0, refetchOnMount: 'always' },
  'retry: 3': { retry: 3, retryDelay: 10 },
  "networkMode: 'online'": { networkMode: 'online' },
  "networkMode: 'offlineFirst'": { networkMode: 'offlineFirst' },
  'structuralSharing: true': { structuralSharing: true },
  'a structuralSharing that keeps the old data': { structuralSharing: (before, after) => before ?? after },
  "refetchOnWindowFocus: 'always'": { refetchOnWindowFocus: 'always', refetchOnReconnect: 'always' },
  'gcTime: 0': { gcTime: 0 },
  'enabled: false': { enabled: false },
}

afterEach(() => {
  onlineManager.setOnline(true)
  focusManager.setFocused(undefined)
})

describe.each(Object.entries(hostile))('under the app default %s', (_name, queries) => {
  test('every status is shown in order, by 1 socket, 1 subscription and 2 requests', async () => {
    const world = createRelayWorld({ queryClient: { defaultOptions: { queries } } })
    const { requestId } = world.simulator.start('happy-path')
    const shown: (string | undefined)[] = []
    renderHook(() => void shown.push(useRelayStatus({ requestId }).data?.status), { wrapper: world.Providers })
    await world.advance(1_000)
    await act(async () => {
      focusManager.setFocused(false)
      focusManager.setFocused(true)
      onlineManager.setOnline(false)
      onlineManager.setOnline(true)
      await new Promise((resolve) => setTimeout(resolve, 120))
    })
    await world.advance(19_000)
    expect(shown).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
    expect(world.simulator.counters).toMatchObject({
      socketsOpened: 1,
      subscribes: { [requestId]: 1 },
      statusRequests: { [requestId]: 2 },
    })
    expect(world.timers()).toBe(0)
  })

  test('a poll that fails is not tried again by others than us, and the data stays', async () => {
    const world = createRelayWorld({ queryClient: { defaultOptions: { queries } } })
    const { requestId } = world.simulator.start('abandoned-quote')
    const { result } = renderHook(
      () => {
        const { data, error } = useRelayStatus({ requestId })
        return { status: data?.status, error }
      },
      { wrapper: world.Providers },
    )
    await world.advance(1_000)
    world.simulator.faults.drop()
    world.simulator.faults.breakRest('error')
    const before = world.simulator.counters.restRequests
    await world.advance(7_000)
    await act(() => new Promise((resolve) => setTimeout(resolve, 120)))
    await world.advance(1_000)
    expect(result.current).toMatchObject({ status: 'waiting', error: { code: 'REQUEST_FAILED' } })
    expect(world.simulator.counters.restRequests - before).toBeLessThanOrEqual(3)
    expect(world.simulator.counters.restRequests - before).toBeGreaterThan(0)
  })
})

test("TanStack's own offline state stops no request: only the page's does", async () => {
  const world = createRelayWorld({ queryClient: { defaultOptions: { queries: { networkMode: 'online' } } } })
  onlineManager.setOnline(false)
  const { requestId } = world.simulator.start('abandoned-quote')
  const { result } = renderHook(() => useRelayStatus({ requestId }).data?.status, { wrapper: world.Providers })
  await world.advance(1_000)
  expect(result.current).toBe('waiting')
})

test.each(Object.entries(hostile))('the chains are asked for once under the app default %s', async (_name, queries) => {
  const world = createRelayWorld({ queryClient: { defaultOptions: { queries } } })
  const use = () => useRelayChains().data?.length
  const first = renderHook(use, { wrapper: world.Providers })
  await world.advance(1_000)
  expect(first.result.current).toBeGreaterThan(3)
  renderHook(use, { wrapper: world.Providers })
  await act(async () => {
    focusManager.setFocused(false)
    focusManager.setFocused(true)
    await new Promise((resolve) => setTimeout(resolve, 120))
  })
  await world.advance(60_000)
  expect(world.simulator.counters.restRequests).toBe(1)
})
