import { notifyManager } from '@tanstack/react-query'
import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import { createBridge } from 'onwire/server'
import { createWebhookRelaySimulator } from 'onwire/testing'
import {
  defaultWebhookFeedMessages,
  isSecretName,
  useWebhooks,
  type UseWebhooksParameters,
  WebhookFeed,
  webhookRelay,
} from 'onwire/webhook-relay'
import { afterEach, expect, test } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'
import { createBridgedApp } from './support/bridgedApp.js'

// With TanStack's own `setTimeout(0)` a test would have to wait for real time.
notifyManager.setScheduler(queueMicrotask)
afterEach(cleanup)

const noId = { hasId: false }

/** A page, its app's server and Webhook Relay behind it, on one clock. */
function createSetup() {
  const { clock, environment } = createTestEnvironment()
  const simulator = createWebhookRelaySimulator({ clock, epochMs: 1e12, latencyMs: 5 })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const start = () =>
    createBridge({
      protocols: [
        webhookRelay({
          credentials: () => Promise.resolve({ token: 'sk-hushhush-account' }),
          // This test's server has a document.
          dangerouslyExposeCredentials: true,
          isSecret: isSecretName,
          now: () => Math.floor(1e12 + clock.now()),
          WebSocket,
          apiUrl,
          fetch,
          url,
        }),
      ],
      authorize: { 'webhook-relay': (_request, { key }) => key === '["a"]' },
      environment,
      onDiagnostic() {},
    })
  const app = createBridgedApp({ clock, environment }, start, (via) => webhookRelay({ via }))
  return {
    ...app,
    simulator,
    follow(parameters: UseWebhooksParameters) {
      const hook = renderHook(
        () => {
          const feed = useWebhooks(parameters)
          // What is read is kept up to date.
          void [feed.connection, feed.error, feed.hasOlder, feed.items, feed.newCount, feed.rows]
          return feed
        },
        { wrapper: app.wrapper },
      )
      return { ...hook, bodies: () => hook.result.current.items.map(({ body }) => body) }
    },
  }
}

test('A feed through the bridge shows each webhook once: also one whose id only the log tells, later', async () => {
  const { advance, follow, simulator } = createSetup()
  simulator.deliver('a', { body: 'old' }, { agoMs: 60_000 })
  const { bodies, result } = follow({ buckets: ['a'] })
  await advance(1_000)
  expect(result.current.connection).toMatchObject({ status: 'connected', transport: 'socket' })
  simulator.deliver('a', { body: 'new' }, noId)
  simulator.deliver('b', { body: 'of another bucket' })
  await advance(500)
  expect(bodies()).toEqual(['new', 'old'])
  expect(result.current.items[0]).not.toHaveProperty('logId')
  await advance(90_000)
  expect(bodies()).toEqual(['new', 'old'])
  expect(result.current.items[0]).toMatchObject({ logId: simulator.truth().find(({ body }) => body === 'new')?.id })
})

test('A feed through the bridge goes on when the app’s server comes back, with nothing twice and no gap left', async () => {
  const { advance, follow, simulator, startServer, stopServer } = createSetup()
  const { bodies, result } = follow({ buckets: ['a'] })
  await advance(1_000)
  simulator.deliver('a', { body: '1' }, noId)
  await advance(1_000)
  stopServer()
  await advance(12_000)
  simulator.deliver('a', { body: '2' }, noId)
  await advance(2_000)
  expect(bodies()).toEqual(['1'])
  startServer()
  await advance(40_000)
  simulator.deliver('a', { body: '3' }, noId)
  await advance(70_000)
  expect(bodies()).toEqual(['3', '2', '1'])
  expect(result.current.rows.count).toBe(3)
})

test('A feed through the bridge stands still while it is paused, counts what comes, and asks for what is older', async () => {
  const { advance, follow, simulator } = createSetup()
  for (let nth = 1; nth <= 150; nth += 1) simulator.deliver('a', { body: `${nth}` }, { agoMs: (200 - nth) * 10_000 })
  const { bodies, result } = follow({ buckets: ['a'] })
  await advance(1_000)
  expect([bodies().length, result.current.hasOlder]).toEqual([100, true])
  act(() => result.current.pause())
  simulator.deliver('a', { body: 'new' }, noId)
  await advance(500)
  expect([bodies()[0], result.current.newCount]).toEqual(['150', 1])
  act(() => result.current.resume())
  await advance(500)
  expect(bodies()[0]).toBe('new')
  let loading: Promise<void> | undefined
  act(() => {
    loading = result.current.loadOlder()
  })
  await advance(2_000)
  await loading
  expect(bodies()).toEqual(['new', ...Array.from({ length: 150 }, (_, index) => `${150 - index}`)])
})

test('A feed through the bridge says why where the server lets it see no such bucket, and shows nothing', async () => {
  const { advance, follow, simulator } = createSetup()
  const { bodies, result } = follow({ buckets: ['b'] })
  await advance(1_000)
  simulator.deliver('b', { body: 'x' })
  await advance(20_000)
  expect(bodies()).toEqual([])
  expect(String(result.current.error)).toContain('`authorize` does not let')
})

test('WebhookFeed says what the server hides, and has no secret to reveal', async () => {
  const { advance, simulator, wrapper } = createSetup()
  const { container } = render(<WebhookFeed buckets={['a']} revealSecrets />, { wrapper })
  await advance(1_000)
  const headers = { Authorization: ['Bearer top-quietquiet'] }
  simulator.deliver('a', { body: 'hello', headers, query: 'token=top-quietquiet' }, noId)
  await advance(1_000)
  expect(container).toHaveTextContent('hello')
  expect(container).toHaveTextContent(`?token=${defaultWebhookFeedMessages.hidden}`)
  expect(screen.getByText(defaultWebhookFeedMessages.hidden)).toBeInTheDocument()
  expect(container.innerHTML).not.toContain('top-quietquiet')
})
