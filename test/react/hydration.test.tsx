import { type DehydratedState, dehydrate, HydrationBoundary, hydrate } from '@tanstack/react-query'
import { act } from '@testing-library/react'
import { useConnectionStatus } from 'onwire'
import { relayStatusQueryOptions, useRelayStatus } from 'onwire/relay'
import type { RelayScenarioName } from 'onwire/testing'
import { StrictMode } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRelaySetup, type RelaySetup } from './support/relaySetup.js'

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

const toApp = (setup: RelaySetup, state?: DehydratedState) => (
  <StrictMode>
    <setup.Providers>
      <HydrationBoundary state={state}>
        <Page />
      </HydrationBoundary>
    </setup.Providers>
  </StrictMode>
)

/** What a server sends: its markup, and what its cache held. */
async function renderOnServer(scenario: RelayScenarioName, afterMs: number) {
  const server = createRelaySetup({ isServer: true })
  server.simulator.start(scenario, { requestId })
  await server.advance(afterMs)
  const prefetching = server.queryClient.prefetchQuery(relayStatusQueryOptions(server.onwire, { requestId }))
  await server.advance(100)
  await prefetching
  const state = dehydrate(server.queryClient)
  return { html: renderToString(toApp(server, state)), state: JSON.parse(JSON.stringify(state)) as DehydratedState }
}

async function hydrateInBrowser(html: string, setup: RelaySetup, state?: DehydratedState) {
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = html
  await act(async () => {
    root = hydrateRoot(container, toApp(setup, state))
  })
  return container
}

test('Markup without data hydrates without a warning, and comes to life', async () => {
  const server = createRelaySetup({ isServer: true })
  const html = renderToString(toApp(server))
  const setup = createRelaySetup()
  setup.simulator.start('happy-path', { requestId })
  const container = await hydrateInBrowser(html, setup)
  await setup.advance(10_000)
  expect(container.textContent).toContain('success false null true')
  expect(complaints).not.toHaveBeenCalled()
})

test('Markup with data hydrates without a warning, and the first thing that follows is newer', async () => {
  const { html, state } = await renderOnServer('happy-path', 0)
  expect(html).toContain('waiting')
  const setup = createRelaySetup()
  setup.simulator.start('happy-path', { requestId })
  await setup.advance(2_000)
  const container = await hydrateInBrowser(html, setup, state)
  expect(container.textContent).toContain('waiting')
  await setup.advance(1_000)
  expect(container.textContent).toContain('pending')
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 1, statusRequests: { [requestId]: 2 } })
  expect(complaints).not.toHaveBeenCalled()
})

test('Markup whose request has ended hydrates without a warning, and opens nothing', async () => {
  const { html, state } = await renderOnServer('happy-path', 10_000)
  expect(html).toContain('success')
  const setup = createRelaySetup()
  const container = await hydrateInBrowser(html, setup, state)
  await setup.advance(60_000)
  expect(container.textContent).toContain('success false null true idle idle')
  expect(setup.simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  expect(complaints).not.toHaveBeenCalled()
})

test('A browser that already knows more hydrates an older page without a warning, and goes on with what it knows', async () => {
  const { html, state } = await renderOnServer('happy-path', 0)
  const setup = createRelaySetup()
  setup.simulator.start('happy-path', { requestId })
  const container = await hydrateInBrowser(html, setup, state)
  await setup.advance(3_500)
  expect(container.textContent).toContain('submitted')
  await act(async () => hydrate(setup.queryClient, state))
  expect(container.textContent).toContain('submitted')
  expect(complaints).not.toHaveBeenCalled()
})
