import { PassThrough } from 'node:stream'
import { dehydrate, notifyManager, QueryClient, QueryClientProvider, useSuspenseQuery } from '@tanstack/react-query'
import { createBrowserEnvironment, createOnwire, type OnwireClient, OnwireProvider, useConnectionStatus } from 'onwire'
import { relay, RelayStatusTimeline, relayStatusQueryOptions, useRelayStatus, watchRelayStatus } from 'onwire/relay'
import { createManualClock, createRelaySimulator } from 'onwire/testing'
import { createElement, Suspense, type ReactElement } from 'react'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { getRelayEngine } from '../../src/react/relay/getRelayEngine.js'
import { createTestEnvironment } from '../support/environment.js'

notifyManager.setScheduler(queueMicrotask)

// Runs in Node, without a DOM, in the environment that a browser's bundle makes for itself there.

function createServer(scenario: 'happy-path' | 'abandoned-quote' = 'happy-path') {
  const clock = createManualClock(1_000)
  const simulator = createRelaySimulator({ clock, seed: 3, scenario })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const onwire = createOnwire({ protocols: [relay({ WebSocket, apiUrl, fetch, url })] })
  const inProviders = (queryClient: QueryClient, element: ReactElement) =>
    createElement(
      QueryClientProvider,
      { client: queryClient },
      // oxlint-disable-next-line react/no-children-prop -- its type asks for them as a property
      createElement(OnwireProvider, { client: onwire, children: element }),
    )
  return { clock, inProviders, onwire, simulator }
}

const requestId = `0x${'7'.repeat(64)}`

function Status() {
  const { connection, data, isPending } = useRelayStatus({ requestId })
  const shared = useConnectionStatus()
  return createElement('p', null, [data?.status ?? 'none', isPending, connection.transport, shared.status].join(' '))
}

function Suspending({ client }: { readonly client: OnwireClient }) {
  return createElement('p', null, useSuspenseQuery(relayStatusQueryOptions(client, { requestId })).data.status)
}

test('Node is a server to onwire', () => {
  expect(createBrowserEnvironment()).toMatchObject({ isServer: true })
  expect(createBrowserEnvironment().page.isVisible()).toBe(true)
  expect(createBrowserEnvironment().page.isOnline()).toBe(true)
})

test('renderToString opens nothing, asks nothing and leaves no timer', async () => {
  const { clock, inProviders, simulator } = createServer()
  const html = renderToString(inProviders(new QueryClient(), createElement(Status)))
  expect(html).toBe('<p>none true idle idle</p>')
  await clock.advanceAsync(60_000)
  expect(simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  expect(clock.pending()).toBe(0)
})

test('A rendered timeline leaves no timer that would keep its QueryClient alive', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] })
  try {
    const { inProviders } = createServer()
    const html = renderToString(inProviders(new QueryClient(), createElement(RelayStatusTimeline, { requestId })))
    expect(html).toContain('data-slot="ow-timeline"')
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('What was prefetched is in the markup and in the dehydrated state', async () => {
  const { clock, inProviders, onwire, simulator } = createServer()
  const queryClient = new QueryClient()
  const prefetching = queryClient.prefetchQuery(relayStatusQueryOptions(onwire, { requestId }))
  await clock.advanceAsync(100)
  await prefetching
  expect(renderToString(inProviders(queryClient, createElement(Status)))).toBe('<p>waiting false idle idle</p>')
  expect(dehydrate(queryClient).queries).toHaveLength(1)
  expect(simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 1 })
})

test('renderToPipeableStream waits for a suspended status, by REST alone', async () => {
  const { clock, inProviders, onwire, simulator } = createServer()
  const element = createElement(Suspense, { fallback: 'waits' }, createElement(Suspending, { client: onwire }))
  const html = new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = []
    const out = new PassThrough()
    out.on('data', (chunk: Buffer) => chunks.push(chunk))
    out.on('end', () => resolve(Buffer.concat(chunks).toString()))
    const { pipe } = renderToPipeableStream(inProviders(new QueryClient(), element), {
      onAllReady: () => pipe(out),
      onError: reject,
    })
  })
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    await clock.advanceAsync(10)
  }
  expect(await html).toContain('<p>waiting</p>')
  expect(simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 1 })
})

test('A service that asks for a pause fails the prefetch at once: a page is not kept from being rendered', async () => {
  const { clock, onwire, simulator } = createServer()
  simulator.faults.breakRest('rate-limited', { retryAfterS: 30 })
  const ask = () => new QueryClient().fetchQuery(relayStatusQueryOptions(onwire, { requestId }))
  for (let count = 0; count < 2; count += 1) {
    const asking = ask()
    await Promise.all([expect(asking).rejects.toMatchObject({ code: 'RATE_LIMITED' }), clock.advanceAsync(100)])
  }
  expect(simulator.counters.restRequests).toBe(1)
})

test('One client keeps nothing between two requests', async () => {
  const { clock, onwire, simulator } = createServer()
  const ask = async () => {
    const queryClient = new QueryClient()
    const asking = queryClient.fetchQuery(relayStatusQueryOptions(onwire, { requestId }))
    await clock.advanceAsync(100)
    return (await asking).status
  }
  expect(await ask()).toBe('waiting')
  const topic = { kind: 'status', requestId } as const
  const engine = getRelayEngine(onwire)
  expect(engine.topic(topic).getData()).toBeUndefined()
  expect(engine.topic(topic).getShown().info).toMatchObject({ transport: 'idle', isSettled: false })
  await clock.advanceAsync(10_000)
  expect(await ask()).toBe('success')
  expect(simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 2 })
})

test('A watcher tells once what was prefetched, and keeps nothing of the request', async () => {
  const { clock, onwire, simulator } = createServer()
  const queryClient = new QueryClient()
  const prefetching = queryClient.prefetchQuery(relayStatusQueryOptions(onwire, { requestId }))
  await clock.advanceAsync(100)
  await prefetching
  const seen: unknown[] = []
  watchRelayStatus(onwire, { requestId, queryClient }, ({ connection, data }) => seen.push([data?.status, connection]))
  await clock.advanceAsync(60_000)
  expect(seen).toMatchObject([['waiting', { status: 'idle', transport: 'idle' }]])
  expect(simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 1 })
  expect(
    queryClient
      .getQueryCache()
      .getAll()
      .map(({ observers }) => observers),
  ).toEqual([[]])
})

test('A watcher is live in Node where the environment says that it is no server', async () => {
  const { clock, environment, timers } = createTestEnvironment()
  const { WebSocket, apiUrl, counters, fetch, url } = createRelaySimulator({ clock, seed: 3, scenario: 'happy-path' })
  const onwire = createOnwire({
    protocols: [relay({ WebSocket, apiUrl, fetch, url })],
    environment,
    queryClient: new QueryClient(),
  })
  const statuses = new Set<string | undefined>()
  const stop = watchRelayStatus(onwire, { requestId }, ({ data }) => statuses.add(data?.status))
  await clock.advanceAsync(20_000)
  expect([...statuses]).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
  expect(counters).toMatchObject({ socketsOpened: 1, socketsOpen: 0 })
  stop()
  await clock.advanceAsync(5_000)
  expect(timers()).toBe(0)
})
