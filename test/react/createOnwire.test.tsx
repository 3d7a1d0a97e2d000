import { QueryClientProvider } from '@tanstack/react-query'
import { render, renderHook } from '@testing-library/react'
import { createOnwire, type OnwireClient, OnwireProvider } from 'onwire'
import { relay, relayStatusQueryOptions, useRelayStatus } from 'onwire/relay'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { createRelaySetup, toRelayOptions } from './support/relaySetup.js'

test('Two protocols of one id are an error that says how to tell them apart', () => {
  expect(() => createOnwire({ protocols: [relay(), relay()] })).toThrow(
    expect.objectContaining({ name: 'OnwireError', code: 'DUPLICATE_PROTOCOL' }),
  )
  expect(() => createOnwire({ protocols: [relay(), relay({ id: 'other' })] })).not.toThrow()
})

test('Making a client opens nothing', async () => {
  const setup = createRelaySetup()
  await setup.advance(60_000)
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  expect(setup.timers()).toBe(0)
  expect(setup.page.watchers()).toBe(0)
})

test('`close()` ends everything under mounted components, and what was shown stays', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { rerender, result, unmount } = renderHook(() => useRelayStatus({ requestId }).data?.status, {
    wrapper: setup.Providers,
  })
  await setup.advance(2_000)
  setup.onwire.close()
  await setup.advance(200)
  const { restRequests } = setup.simulator.counters
  expect(setup.timers()).toBe(0)
  expect(setup.page.watchers()).toBe(0)
  expect(setup.simulator.counters.socketsOpen).toBe(0)
  rerender()
  await setup.advance(60_000)
  expect(result.current).toBe('pending')
  expect(setup.simulator.counters).toMatchObject({ restRequests, socketsOpened: 1 })
  unmount()
  setup.onwire.close()
})

test('A closed client answers every question with an error that says so', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  setup.onwire.close()
  await expect(
    setup.queryClient.fetchQuery(relayStatusQueryOptions(setup.onwire, { requestId })),
  ).rejects.toMatchObject({ code: 'CLOSED' })
  const { result } = renderHook(() => useRelayStatus({ requestId }).isPending, { wrapper: setup.Providers })
  await setup.advance(5_000)
  expect(result.current).toBe(false)
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
})

test('Junk from the wire is told to onDiagnostic, counted and cut short, and changes nothing', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { result } = renderHook(() => useRelayStatus({ requestId }).data?.status, { wrapper: setup.Providers })
  await setup.advance(2_000)
  setup.simulator.faults.junk()
  await setup.advance(500)
  expect(result.current).toBe('pending')
  const junk = setup.diagnostics.filter(({ code }) => code === 'MALFORMED_FRAME')
  expect(junk.length).toBeGreaterThan(5)
  expect(junk.map(({ count }) => count)).toEqual(junk.map((_, index) => index + 1))
  expect(Math.max(...junk.map(({ frame }) => frame?.length ?? 0))).toBeLessThanOrEqual(201)
  await setup.advance(5_000)
  expect(result.current).toBe('success')
})

test('Another client in the provider, as hot reload makes one, takes over and leaves the first nothing', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const first = setup.onwire
  const second = createOnwire({ protocols: [relay(toRelayOptions(setup.simulator))], environment: first.environment })
  function Request() {
    return <>{useRelayStatus({ requestId }).connection.transport}</>
  }
  const page = (client: OnwireClient) => (
    <QueryClientProvider client={setup.queryClient}>
      <OnwireProvider client={client}>
        <Request />
      </OnwireProvider>
    </QueryClientProvider>
  )
  const { container, rerender } = render(<StrictMode>{page(first)}</StrictMode>)
  await setup.advance(2_000)
  rerender(<StrictMode>{page(second)}</StrictMode>)
  await setup.advance(5_000)
  expect(container.textContent).toBe('socket')
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 2, socketsOpen: 1 })
  second.close()
  await setup.advance(1_000)
  expect(setup.timers()).toBe(0)
})

test('The last client alone keeps its link, however often it is swapped, and asked through its own queries meanwhile', async () => {
  const setup = createRelaySetup()
  const { requestId } = setup.simulator.start('abandoned-quote')
  const { environment } = setup.onwire
  const protocols = () => [relay(toRelayOptions(setup.simulator))]
  const clients = [setup.onwire, ...[1, 2, 3].map(() => createOnwire({ protocols: protocols(), environment }))]
  function Request() {
    return <>{useRelayStatus({ requestId }).data?.status}</>
  }
  const page = (client: OnwireClient) => (
    <QueryClientProvider client={setup.queryClient}>
      <OnwireProvider client={client}>
        <Request />
      </OnwireProvider>
    </QueryClientProvider>
  )
  const { container, rerender, unmount } = render(page(setup.onwire))
  for (const client of clients) {
    rerender(page(client))
    // Long enough for the next one to have to ask at once.
    await setup.advance(6_000)
  }
  expect(container.textContent).toBe('waiting')
  expect(setup.simulator.counters).toMatchObject({ socketsOpen: 1 })
  unmount()
  await setup.advance(5_000)
  expect(setup.simulator.counters).toMatchObject({ socketsOpen: 0 })
  expect(setup.timers()).toBe(0)
})
