import { QueryClientProvider } from '@tanstack/react-query'
import { render, renderHook } from '@testing-library/react'
import { createOnwire, type OnwireClient, OnwireProvider } from 'onwire'
import { relay, relayStatusQueryOptions, useRelayStatus } from 'onwire/relay'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { createRelayWorld, toRelayOptions } from './support/relaySetup.js'

test('Two protocols of one id are an error that says how to tell them apart', () => {
  expect(() => createOnwire({ protocols: [relay(), relay()] })).toThrow(
    expect.objectContaining({ name: 'OnwireError', code: 'DUPLICATE_PROTOCOL' }),
  )
  expect(() => createOnwire({ protocols: [relay(), relay({ id: 'other' })] })).not.toThrow()
})

test('Making a client opens nothing', async () => {
  const world = createRelayWorld()
  await world.advance(60_000)
  expect(world.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  expect(world.timers()).toBe(0)
  expect(world.page.watchers()).toBe(0)
})

test('`close()` ends everything under mounted components, and what was shown stays', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const { rerender, result, unmount } = renderHook(() => useRelayStatus({ requestId }).data?.status, {
    wrapper: world.Providers,
  })
  await world.advance(2_000)
  world.onwire.close()
  await world.advance(200)
  const { restRequests } = world.simulator.counters
  expect(world.timers()).toBe(0)
  expect(world.page.watchers()).toBe(0)
  expect(world.simulator.counters.socketsOpen).toBe(0)
  rerender()
  await world.advance(60_000)
  expect(result.current).toBe('pending')
  expect(world.simulator.counters).toMatchObject({ restRequests, socketsOpened: 1 })
  unmount()
  world.onwire.close()
})

test('A closed client answers every question with an error that says so', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  world.onwire.close()
  await expect(
    world.queryClient.fetchQuery(relayStatusQueryOptions(world.onwire, { requestId })),
  ).rejects.toMatchObject({ code: 'CLOSED' })
  const { result } = renderHook(() => useRelayStatus({ requestId }).isPending, { wrapper: world.Providers })
  await world.advance(5_000)
  expect(result.current).toBe(false)
  expect(world.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
})

test('Junk from the wire is told to onDiagnostic, counted and cut short, and changes nothing', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('happy-path')
  const { result } = renderHook(() => useRelayStatus({ requestId }).data?.status, { wrapper: world.Providers })
  await world.advance(2_000)
  world.simulator.faults.junk()
  await world.advance(500)
  expect(result.current).toBe('pending')
  const junk = world.diagnostics.filter(({ code }) => code === 'MALFORMED_FRAME')
  expect(junk.length).toBeGreaterThan(5)
  expect(junk.map(({ count }) => count)).toEqual(junk.map((_, index) => index + 1))
  expect(Math.max(...junk.map(({ frame }) => frame?.length ?? 0))).toBeLessThanOrEqual(201)
  await world.advance(5_000)
  expect(result.current).toBe('success')
})

test('Another client in the provider, as hot reload makes one, takes over and leaves the first nothing', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('abandoned-quote')
  const first = world.onwire
  const second = createOnwire({ protocols: [relay(toRelayOptions(world.simulator))], environment: first.environment })
  function Request() {
    return <>{useRelayStatus({ requestId }).connection.transport}</>
  }
  const page = (client: OnwireClient) => (
    <QueryClientProvider client={world.queryClient}>
      <OnwireProvider client={client}>
        <Request />
      </OnwireProvider>
    </QueryClientProvider>
  )
  const { container, rerender } = render(<StrictMode>{page(first)}</StrictMode>)
  await world.advance(2_000)
  rerender(<StrictMode>{page(second)}</StrictMode>)
  await world.advance(5_000)
  expect(container.textContent).toBe('socket')
  expect(world.simulator.counters).toMatchObject({ socketsOpened: 2, socketsOpen: 1 })
  second.close()
  await world.advance(1_000)
  expect(world.timers()).toBe(0)
})

test('The last client alone keeps its link, however often it is swapped, and asked through its own queries meanwhile', async () => {
  const world = createRelayWorld()
  const { requestId } = world.simulator.start('abandoned-quote')
  const { environment } = world.onwire
  const protocols = () => [relay(toRelayOptions(world.simulator))]
  const clients = [world.onwire, ...[1, 2, 3].map(() => createOnwire({ protocols: protocols(), environment }))]
  function Request() {
    return <>{useRelayStatus({ requestId }).data?.status}</>
  }
  const page = (client: OnwireClient) => (
    <QueryClientProvider client={world.queryClient}>
      <OnwireProvider client={client}>
        <Request />
      </OnwireProvider>
    </QueryClientProvider>
  )
  const { container, rerender, unmount } = render(page(world.onwire))
  for (const client of clients) {
    rerender(page(client))
    // Long enough for the next one to have to ask at once.
    await world.advance(6_000)
  }
  expect(container.textContent).toBe('waiting')
  expect(world.simulator.counters).toMatchObject({ socketsOpen: 1 })
  unmount()
  await world.advance(5_000)
  expect(world.simulator.counters).toMatchObject({ socketsOpen: 0 })
  expect(world.timers()).toBe(0)
})
