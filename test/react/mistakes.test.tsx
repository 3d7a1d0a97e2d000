import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { createOnwire, type Diagnostic, OnwireProvider } from 'onwire'
import { covalent, LogFeed, useLogEvents } from 'onwire/covalent'
import { evm, TransactionTimeline, useTransactionStatus } from 'onwire/evm'
import { fusion, intentQueryOptions, IntentTimeline, useIntent } from 'onwire/fusion'
import {
  relay,
  relayDeposits,
  relayStatusQueryOptions,
  RelayStatusTimeline,
  useRelayDeposits,
  useRelayStatus,
  watchRelayStatus,
} from 'onwire/relay'
import { useWebhooks, webhookRelay } from 'onwire/webhook-relay'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'

const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
beforeEach(() => void warn.mockClear())
afterEach(() => void vi.unstubAllEnvs())

/** An app of all protocols, whose network nobody may use. */
function createSetup() {
  const { clock, environment } = createTestEnvironment()
  const diagnostics: Diagnostic[] = []
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new Error('nobody answers')))
  const sockets = vi.fn<() => void>()
  class WebSocket extends globalThis.WebSocket {
    constructor() {
      sockets()
      super('wss://nowhere.example')
    }
  }
  const url = 'https://fusion.example'
  const credentials = () => Promise.resolve({ key: 'hushhush', secret: 'hushhush' })
  const onwire = createOnwire({
    protocols: [
      relay({ fetch, WebSocket }),
      relayDeposits({ fetch }),
      fusion({ url, fetch }),
      covalent({ apiKey: 'hushhush', dangerouslyExposeApiKey: true, fetch }),
      evm({ chainId: 8453, rpcUrl: 'https://node.example', fetch }),
      webhookRelay({ credentials, dangerouslyExposeCredentials: true, fetch, WebSocket }),
    ],
    environment,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
  })
  const queryClient = new QueryClient()
  onTestFinished(() => onwire.close())
  return {
    diagnostics,
    onwire,
    queryClient,
    requests: () => fetch.mock.calls.length + sockets.mock.calls.length,
    async draw(element: React.ReactNode) {
      render(
        <QueryClientProvider client={queryClient}>
          <OnwireProvider client={onwire}>{element}</OnwireProvider>
        </QueryClientProvider>,
      )
      await act(() => clock.advanceAsync(5_000))
    },
  }
}

interface Shown {
  readonly error: { readonly code?: string; readonly isMistake?: boolean | undefined } | null
  readonly isFetching: boolean
  readonly status: string
}

const states: Shown[] = []
const keep = ({ error, isFetching, status }: Shown) => void states.push({ error, isFetching, status })
beforeEach(() => void states.splice(0))

/** Each hook that is given an id, or an address. */
const hooks = {
  useRelayStatus: ({ id }: { readonly id: string | undefined }) => keep(useRelayStatus({ requestId: id })),
  useRelayDeposits: ({ id }: { readonly id: string | undefined }) => keep(useRelayDeposits({ depositAddress: id })),
  useTransactionStatus: ({ id }: { readonly id: string | undefined }) => keep(useTransactionStatus({ hash: id })),
  useIntent: ({ id }: { readonly id: string | undefined }) => keep(useIntent({ intentId: id })),
  useLogEvents: ({ id }: { readonly id: string | undefined }) => keep(useLogEvents({ chain: 1, address: id })),
  'useLogEvents by event': ({ id }: { readonly id: string | undefined }) =>
    keep(useLogEvents({ chain: 1, eventSelector: id })),
}

describe.each(Object.entries(hooks))('%s', (_name, useIt) => {
  function Reader({ id }: { readonly id: string | undefined }) {
    useIt({ id })
    return null
  }
  const wrong = 'hello, world'

  test('says of an id that can’t be one what is wrong: once on the console, and as a diagnostic', async () => {
    const { diagnostics, draw, requests } = createSetup()
    await draw(
      <>
        <Reader id={wrong} />
        <Reader id={wrong} />
      </>,
    )
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^onwire INVALID_\w+: .*hello, world.* Pass /)]])
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: 'INVALID_TOPIC', message: expect.stringContaining(wrong), count: 1 }),
    ])
    expect(states.at(-1)?.error).toMatchObject({ code: expect.stringMatching(/^INVALID_/), isMistake: true })
    expect(requests()).toBe(0)
  })

  test('keeps the console clean in production, where the diagnostic still tells', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    const { diagnostics, draw } = createSetup()
    await draw(<Reader id={wrong} />)
    expect(warn).not.toHaveBeenCalled()
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'INVALID_TOPIC' })])
  })

  test('takes an empty id for one that isn’t known yet', async () => {
    const { diagnostics, draw, requests } = createSetup()
    await draw(<Reader id="" />)
    const empty = states.splice(0)
    await draw(<Reader id={undefined} />)
    expect(empty).toEqual(states)
    expect(empty.at(-1)).toEqual({ error: null, isFetching: false, status: 'pending' })
    expect([...warn.mock.calls, ...diagnostics]).toEqual([])
    expect(requests()).toBe(0)
  })
})

test('useWebhooks takes empty names for buckets that aren’t known yet', async () => {
  function Reader() {
    keep(useWebhooks({ buckets: [''] }))
    return null
  }
  const { diagnostics, draw, requests } = createSetup()
  await draw(<Reader />)
  expect(states.at(-1)).toEqual({ error: null, isFetching: false, status: 'pending' })
  expect([diagnostics.length, requests()]).toEqual([0, 0])
})

test('Query options wait for an empty id, and a fetch of one says what is wrong', async () => {
  const { draw, onwire, queryClient, requests } = createSetup()
  const all = [
    relayStatusQueryOptions(onwire, { requestId: '' }),
    intentQueryOptions(onwire, { intentId: '' }),
  ] as const
  function Reader() {
    keep(useQuery(all[0]))
    keep(useQuery(all[1]))
    return null
  }
  await draw(<Reader />)
  const waiting = { error: null, isFetching: false, status: 'pending' }
  expect(states.slice(-2)).toEqual([waiting, waiting])
  await expect(queryClient.fetchQuery(all[0])).rejects.toMatchObject({ code: 'INVALID_REQUEST_ID', isMistake: true })
  await expect(queryClient.fetchQuery(all[1])).rejects.toMatchObject({ code: 'INVALID_INTENT_ID', isMistake: true })
  expect(requests()).toBe(0)
})

test('A watcher of an id that can’t be one tells it too', async () => {
  const { diagnostics, draw, onwire, queryClient } = createSetup()
  const stop = watchRelayStatus(onwire, { requestId: 'hello', queryClient }, () => {})
  await draw(null)
  stop()
  expect(warn).toHaveBeenCalledOnce()
  expect(diagnostics).toHaveLength(1)
})

describe.each([
  ['RelayStatusTimeline', (id: string) => <RelayStatusTimeline requestId={id} />],
  ['IntentTimeline', (id: string) => <IntentTimeline intentId={id} />],
  ['TransactionTimeline', (id: string) => <TransactionTimeline hash={id} />],
  ['LogFeed', (id: string) => <LogFeed chain={1} address={id} />],
] as const)('%s', (_name, toElement) => {
  test('offers nobody to try an id again that can’t be one', async () => {
    const { draw } = createSetup()
    await draw(toElement('hello, world'))
    // It stands there, and is told to screen readers.
    expect(screen.getAllByText(/could not be loaded/).length).toBeGreaterThan(0)
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  test('waits for an empty id without a word', async () => {
    const { draw } = createSetup()
    await draw(toElement(''))
    expect(screen.queryByText(/could not be loaded/)).toBeNull()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })
})
