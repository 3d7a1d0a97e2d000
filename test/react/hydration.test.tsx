import { type DehydratedState, dehydrate, HydrationBoundary, hydrate } from '@tanstack/react-query'
import { act } from '@testing-library/react'
import { useConnectionStatus } from 'onwire'
import { relayStatusQueryOptions, useRelayStatus } from 'onwire/relay'
import type { RelayScenarioName } from 'onwire/testing'
import { StrictMode } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRelayWorld, type RelayWorld } from './support/relaySetup.js'

const requestId = `0x${'5'.repeat(64)}`
const complaints = vi.spyOn(console, 'error')
let root: Root | undefined

beforeEach(() => {
  complaints.mockClear()
})
afterEach(async () => {
  await act(async () => root?.unmount())
  document.body.replaceChildren()
})

function Page() {
  const { connection, data, error, isPending, isSettled } = useRelayStatus({ requestId })
  const shared = useConnectionStatus()
  return (
    <p>
      {data?.status ?? 'none'} {String(isPending)} {String(error)} {String(isSettled)} {connection.status}{' '}
      {connection.transport} {String(connection.lastEventAt)} {shared.status}
    </p>
  )
}

const toApp = (world: RelayWorld, state?: DehydratedState) => (
  <StrictMode>
    <world.Providers>
      <HydrationBoundary state={state}>
        <Page />
      </HydrationBoundary>
    </world.Providers>
  </StrictMode>
)

/** What a server sends: its markup, and what its cache held. */
async function renderOnServer(scenario: RelayScenarioName, afterMs: number) {
  const server = createRelayWorld({ isServer: true })
  server.simulator.start(scenario, { requestId })
  await server.advance(afterMs)
  const prefetching = server.queryClient.prefetchQuery(relayStatusQueryOptions(server.onwire, { requestId }))
  await server.advance(100)
  await prefetching
  const state = dehydrate(server.queryClient)
  return { html: renderToString(toApp(server, state)), state: JSON.parse(JSON.stringify(state)) as DehydratedState }
}

async function hydrateInBrowser(html: string, world: RelayWorld, state?: DehydratedState) {
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = html
  await act(async () => {
    root = hydrateRoot(container, toApp(world, state))
  })
  return container
}

test('Markup without data hydrates without a warning, and comes to life', async () => {
  const server = createRelayWorld({ isServer: true })
  const html = renderToString(toApp(server))
  const world = createRelayWorld()
  world.simulator.start('happy-path', { requestId })
  const container = await hydrateInBrowser(html, world)
  await world.advance(10_000)
  expect(container.textContent).toContain('success false null true')
  expect(complaints).not.toHaveBeenCalled()
})

test('Markup with data hydrates without a warning, and the first thing that follows is newer', async () => {
  const { html, state } = await renderOnServer('happy-path', 0)
  expect(html).toContain('waiting')
  const world = createRelayWorld()
  world.simulator.start('happy-path', { requestId })
  await world.advance(2_000)
  const container = await hydrateInBrowser(html, world, state)
  expect(container.textContent).toContain('waiting')
  await world.advance(1_000)
  expect(container.textContent).toContain('pending')
  expect(world.simulator.counters).toMatchObject({ socketsOpened: 1, statusRequests: { [requestId]: 2 } })
  expect(complaints).not.toHaveBeenCalled()
})

test('Markup whose request has ended hydrates without a warning, and opens nothing', async () => {
  const { html, state } = await renderOnServer('happy-path', 10_000)
  expect(html).toContain('success')
  const world = createRelayWorld()
  const container = await hydrateInBrowser(html, world, state)
  await world.advance(60_000)
  expect(container.textContent).toContain('success false null true idle idle')
  expect(world.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  expect(complaints).not.toHaveBeenCalled()
})

test('A browser that already knows more hydrates an older page without a warning, and goes on with what it knows', async () => {
  const { html, state } = await renderOnServer('happy-path', 0)
  const world = createRelayWorld()
  world.simulator.start('happy-path', { requestId })
  const container = await hydrateInBrowser(html, world, state)
  await world.advance(3_500)
  expect(container.textContent).toContain('submitted')
  await act(async () => hydrate(world.queryClient, state))
  expect(container.textContent).toContain('submitted')
  expect(complaints).not.toHaveBeenCalled()
})
