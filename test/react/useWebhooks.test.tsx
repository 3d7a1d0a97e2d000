import { act, cleanup, render, screen } from '@testing-library/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { afterEach, describe, expect, test } from 'vitest'
import { createOnwire, OnwireProvider } from '../../src/exports/index.js'
import { createManualClock, createWebhookRelaySimulator } from '../../src/exports/testing.js'
import {
  useWebhooks,
  type UseWebhooksParameters,
  webhookRelay,
  webhooksQueryKey,
  webhooksQueryOptions,
} from '../../src/exports/webhook-relay.js'
import { createTestEnvironment } from '../support/environment.js'

afterEach(cleanup)
const credentials = () => Promise.resolve({ key: 'hushhush-key', secret: 'hushhush-secret' })

function createSetup() {
  const clock = createManualClock(1000)
  const { environment } = createTestEnvironment({ clock })
  const simulator = createWebhookRelaySimulator({ clock, epochMs: 1e12, latencyMs: 5 })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const now = () => 1e12 + clock.now()
  const protocol = webhookRelay({ credentials, dangerouslyExposeCredentials: true, now, WebSocket, apiUrl, fetch, url })
  const onwire = createOnwire({ protocols: [protocol], environment })
  const queryClient = new QueryClient()
  function Shown(parameters: UseWebhooksParameters) {
    const { items } = useWebhooks(parameters)
    return <p>{items.map(({ body }) => body).join(' ')}</p>
  }
  const draw = (parameters: UseWebhooksParameters) => (
    <QueryClientProvider client={queryClient}>
      <OnwireProvider client={onwire}>
        <Shown {...parameters} />
      </OnwireProvider>
    </QueryClientProvider>
  )
  return { draw, onwire, queryClient, simulator, wait: (ms: number) => act(() => clock.advanceAsync(ms)) }
}

test('useWebhooks shows the webhooks of its buckets, newest first, by the log and then by the socket', async () => {
  const { draw, simulator, wait } = createSetup()
  simulator.deliver('a', { body: 'old' }, { agoMs: 5_000 })
  const { rerender } = render(draw({ buckets: ['a', 'b'] }))
  await wait(500)
  expect(await screen.findByText('old')).toBeInTheDocument()
  simulator.deliver('b', { body: 'new' })
  simulator.deliver('c', { body: 'other' })
  await wait(500)
  expect(await screen.findByText('new old')).toBeInTheDocument()
  rerender(draw({ buckets: ['b', 'a', 'a'], order: 'newest-last', filter: ({ body }) => body !== 'old' }))
  await wait(500)
  expect(await screen.findByText('new')).toBeInTheDocument()
  expect(simulator.counters).toMatchObject({ socketsOpened: 1, subscribes: 1 })
})

test('useWebhooks follows all buckets where none is named, and nothing where the list is empty', async () => {
  const { draw, simulator, wait } = createSetup()
  const { rerender } = render(draw({ buckets: [] }))
  await wait(500)
  expect(simulator.counters).toMatchObject({ socketsOpened: 0, restRequests: 0 })
  rerender(draw({}))
  await wait(500)
  simulator.deliver('whichever', { body: 'x' })
  await wait(500)
  expect(await screen.findByText('x')).toBeInTheDocument()
})

test('useWebhooks has options and a key, which name no address and hold no secret', () => {
  const { onwire } = createSetup()
  const { queryKey } = webhooksQueryOptions(onwire, { buckets: ['b', 'a', 'b'] })
  expect(queryKey).toEqual(webhooksQueryKey({ buckets: ['a', 'b'] }))
  expect(queryKey).toEqual(['onwire', 'webhook-relay', { kind: 'webhooks', buckets: ['a', 'b'] }])
})

describe('Credentials in a browser', () => {
  test('are refused, with the way out', () => {
    expect(() => webhookRelay({ credentials })).toThrow(
      expect.objectContaining({ code: 'CREDENTIALS_IN_BROWSER', remedy: expect.stringMatching(/dangerouslyExpose/) }),
    )
  })

  test('come into no cache', async () => {
    const { draw, queryClient, simulator, wait } = createSetup()
    render(draw({ buckets: ['a'] }))
    simulator.faults.apply('unauthorized')
    await wait(30_000)
    const received = queryClient
      .getQueryCache()
      .getAll()
      .map(({ queryKey, state }) => `${JSON.stringify([queryKey, state.data])} ${String(state.error)}`)
    expect(received.join()).toContain('HTTP 401')
    expect(received.join()).not.toMatch(/hushhush|Basic/)
  })
})
