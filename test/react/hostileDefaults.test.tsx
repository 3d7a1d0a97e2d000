import { focusManager, keepPreviousData, onlineManager, type QueryClientConfig } from '@tanstack/react-query'
import { act, render, renderHook } from '@testing-library/react'
import { useRelayChains, useRelayStatus } from 'onwire/relay'
import { Component, type ReactNode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRelaySetup } from './support/relaySetup.js'

type Defaults = NonNullable<NonNullable<QueryClientConfig['defaultOptions']>['queries']>

type ThrowOnError = NonNullable<Defaults['throwOnError']>

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
  'placeholderData: keepPreviousData': { placeholderData: keepPreviousData },
  'throwOnError: true': { throwOnError: true },
  'a select of another shape': { select: () => 'selected' },
}

afterEach(() => {
  onlineManager.setOnline(true)
  focusManager.setFocused(undefined)
})

describe.each(Object.entries(hostile))('Under the app default %s', (_name, queries) => {
  test('every status is shown in order, by 1 socket, 1 subscription and 2 requests', async () => {
    const setup = createRelaySetup({ queryClient: { defaultOptions: { queries } } })
    const { requestId } = setup.simulator.start('happy-path')
    const shown: (string | undefined)[] = []
    renderHook(() => void shown.push(useRelayStatus({ requestId }).data?.status), { wrapper: setup.Providers })
    await setup.advance(1_000)
    await act(async () => {
      focusManager.setFocused(false)
      focusManager.setFocused(true)
      onlineManager.setOnline(false)
      onlineManager.setOnline(true)
      await new Promise((resolve) => setTimeout(resolve, 120))
    })
    await setup.advance(19_000)
    expect(shown).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
    expect(setup.simulator.counters).toMatchObject({
      socketsOpened: 1,
      subscribes: { [requestId]: 1 },
      statusRequests: { [requestId]: 2 },
    })
    expect(setup.timers()).toBe(0)
  })

  test('a poll that fails is not tried again by others than us, and the data stays', async () => {
    const setup = createRelaySetup({ queryClient: { defaultOptions: { queries } } })
    const { requestId } = setup.simulator.start('abandoned-quote')
    const { result } = renderHook(
      () => {
        const { data, error } = useRelayStatus({ requestId })
        return { status: data?.status, error }
      },
      { wrapper: setup.Providers },
    )
    await setup.advance(1_000)
    setup.simulator.faults.drop()
    setup.simulator.faults.breakRest('error')
    const before = setup.simulator.counters.restRequests
    await setup.advance(7_000)
    await act(() => new Promise((resolve) => setTimeout(resolve, 120)))
    await setup.advance(1_000)
    expect(result.current).toMatchObject({ status: 'waiting', error: { code: 'REQUEST_FAILED' } })
    expect(setup.simulator.counters.restRequests - before).toBeLessThanOrEqual(3)
    expect(setup.simulator.counters.restRequests - before).toBeGreaterThan(0)
  })
})

describe('What one request showed', () => {
  const defaults = { queries: { placeholderData: keepPreviousData } }

  test('is not shown as another one’s, whatever the app’s default is', async () => {
    const setup = createRelaySetup({ queryClient: { defaultOptions: defaults } })
    const [first, second] = [setup.simulator.start('abandoned-quote'), setup.simulator.start('happy-path')]
    const { rerender, result } = renderHook(({ requestId }) => useRelayStatus({ requestId }).data?.requestId, {
      initialProps: first,
      wrapper: setup.Providers,
    })
    await setup.advance(1_000)
    expect(result.current).toBe(first.requestId)
    rerender(second)
    expect(result.current).toBeUndefined()
  })

  test('is shown as another one’s where the app asks for it', async () => {
    const setup = createRelaySetup({ queryClient: { defaultOptions: defaults } })
    const [first, second] = [setup.simulator.start('abandoned-quote'), setup.simulator.start('happy-path')]
    const query = { placeholderData: keepPreviousData }
    const { rerender, result } = renderHook(({ requestId }) => useRelayStatus({ requestId, query }).data?.requestId, {
      initialProps: first,
      wrapper: setup.Providers,
    })
    await setup.advance(1_000)
    rerender(second)
    expect(result.current).toBe(first.requestId)
  })
})

describe('An error boundary', () => {
  class Boundary extends Component<{ readonly children?: ReactNode }> {
    override state = { isBroken: false }
    static getDerivedStateFromError() {
      return { isBroken: true }
    }
    override render() {
      return this.state.isBroken ? 'broken' : this.props.children
    }
  }

  async function draw(options: {
    readonly throwOnError: ThrowOnError
    readonly own?: boolean
    readonly breaksAt: 'first' | 'later'
  }) {
    const { breaksAt, own, throwOnError } = options
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const setup = createRelaySetup({ queryClient: { defaultOptions: { queries: { throwOnError } } } })
    const { requestId } = setup.simulator.start('abandoned-quote')
    function Row() {
      const query = own === undefined ? {} : { throwOnError: own }
      return <>{useRelayStatus({ requestId, query }).data?.status ?? 'none'}</>
    }
    const fail = () => {
      setup.simulator.faults.drop()
      setup.simulator.faults.breakRest('error')
    }
    if (breaksAt === 'first') fail()
    const { container } = render(
      <Boundary>
        <Row />
      </Boundary>,
      { wrapper: setup.Providers },
    )
    await setup.advance(2_000)
    if (breaksAt === 'later') fail()
    await setup.advance(20_000)
    complaints.mockRestore()
    return container.textContent
  }

  test.each<[string, Parameters<typeof draw>[0], string]>([
    [
      'keeps the data through failed polls under the app’s default',
      { throwOnError: true, breaksAt: 'later' },
      'waiting',
    ],
    ['takes over under that default where nothing is known', { throwOnError: true, breaksAt: 'first' }, 'broken'],
    ['takes over where a default function says so', { throwOnError: () => true, breaksAt: 'first' }, 'broken'],
    ['does not where one says no', { throwOnError: () => false, breaksAt: 'first' }, 'none'],
    ['does not where the hook says no', { throwOnError: true, own: false, breaksAt: 'first' }, 'none'],
    ['does, data or not, where the hook says so', { throwOnError: false, own: true, breaksAt: 'later' }, 'broken'],
  ])('%s', async (_title, options, text) => {
    expect(await draw(options)).toBe(text)
  })
})

test("TanStack's own offline state stops no request: only the page's does", async () => {
  const setup = createRelaySetup({ queryClient: { defaultOptions: { queries: { networkMode: 'online' } } } })
  onlineManager.setOnline(false)
  const { requestId } = setup.simulator.start('abandoned-quote')
  const { result } = renderHook(() => useRelayStatus({ requestId }).data?.status, { wrapper: setup.Providers })
  await setup.advance(1_000)
  expect(result.current).toBe('waiting')
})

test.each(Object.entries(hostile))('The chains are asked for once under the app default %s', async (_name, queries) => {
  const setup = createRelaySetup({ queryClient: { defaultOptions: { queries } } })
  const use = () => useRelayChains().data?.length
  const first = renderHook(use, { wrapper: setup.Providers })
  await setup.advance(1_000)
  expect(first.result.current).toBeGreaterThan(3)
  renderHook(use, { wrapper: setup.Providers })
  await act(async () => {
    focusManager.setFocused(false)
    focusManager.setFocused(true)
    await new Promise((resolve) => setTimeout(resolve, 120))
  })
  await setup.advance(60_000)
  expect(setup.simulator.counters.restRequests).toBe(1)
})
