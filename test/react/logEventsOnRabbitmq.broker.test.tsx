// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Client } from '@stomp/stompjs'
import { cleanup, renderHook } from '@testing-library/react'
import { createOnwire, OnwireProvider } from 'onwire'
import { covalent, type LogEvent, useLogEvents } from 'onwire/covalent'
import type { ReactNode } from 'react'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { findRabbitMq, startRabbitMq } from '../support/rabbitmq.mjs'

const startLimit = 90_000
const address = '0x7be8076f4ea4a4ad08075c2508e481d6c946d12b'
/** RabbitMQ takes no slashes within a name. */
const destination = `/topic/v1.1.events.address.${address}`
const contentType = { 'content-type': 'application/json' }

/** A chain of one log a block, whose REST can be shut. */
function createChain() {
  const logs: LogEvent[] = []
  let isShut = false
  return {
    logs,
    shut: (toShut: boolean) => void (isShut = toShut),
    mine(): LogEvent {
      const log = { block_height: logs.length + 1, tx_hash: `0x${logs.length + 1}`, log_offset: 0, tx_offset: 0 }
      logs.push(log)
      return log
    },
    async fetch(input: string | URL | Request) {
      const url = new URL(input instanceof Request ? input.url : input)
      if (isShut) return new Response('{}', { status: 500 })
      const from = Number(url.searchParams.get('starting-block'))
      const items = url.pathname.includes('block_v2')
        ? [{ height: logs.length }]
        : logs.filter(({ block_height }) => block_height >= from)
      return Response.json({ data: { items, pagination: { has_more: false } }, error: false })
    },
  }
}

describe.skipIf(!findRabbitMq())(
  'useLogEvents on RabbitMQ, skipped where there is none',
  { timeout: startLimit },
  () => {
    let broker: Awaited<ReturnType<typeof startRabbitMq>>
    let publisher: Client | undefined

    beforeAll(async () => {
      broker = await startRabbitMq()
    }, startLimit)
    afterAll(async () => {
      await publisher?.deactivate({ force: true })
      await broker.stop()
    }, startLimit)

    function publish(log: LogEvent) {
      publisher?.publish({ destination, body: JSON.stringify(log), headers: contentType })
    }

    async function connectPublisher() {
      const client = new Client({
        webSocketFactory: () => new WebSocket(broker.url, ['v12.stomp']),
        connectHeaders: broker.user,
        reconnectDelay: 0,
      })
      publisher = client
      await new Promise<void>((resolve) => {
        client.onConnect = () => resolve()
        client.activate()
      })
    }

    test('receives, is there again after a restart, and shows nothing twice and nothing too little', async () => {
      const chain = createChain()
      chain.mine()
      const onwire = createOnwire({
        protocols: [
          covalent({
            url: broker.url,
            connectHeaders: broker.user,
            apiUrl: 'https://covalent.example/v1',
            toDestination: () => destination,
            WebSocket,
            fetch: chain.fetch,
          }),
        ],
      })
      const queryClient = new QueryClient()
      const wrapper = ({ children }: { readonly children?: ReactNode }) => (
        <QueryClientProvider client={queryClient}>
          <OnwireProvider client={onwire}>{children}</OnwireProvider>
        </QueryClientProvider>
      )
      const received: string[] = []
      const { result } = renderHook(
        () =>
          useLogEvents({
            chain: 'eth-mainnet',
            address,
            order: 'newest-last',
            onEvents: ({ added }) => received.push(...added.map(({ tx_hash }) => tx_hash)),
          }),
        { wrapper },
      )
      const hashes = () => result.current.items.map(({ tx_hash }) => tx_hash)
      const state = () => `${result.current.connection.status} ${result.current.connection.transport}`
      const slow = { timeout: 30_000, interval: 20 }
      await connectPublisher()
      await expect.poll(state, slow).toBe('connected socket')

      // Only the socket tells of these.
      chain.shut(true)
      const first = [chain.mine(), chain.mine()]
      // A broker may forget what comes right after a subscription: it is told until it is heard, and shown once.
      const tell = (logs: readonly LogEvent[]) => () => {
        logs.forEach(publish)
        return hashes()
      }
      await expect.poll(tell(first), { ...slow, interval: 500 }).toEqual(['0x1', '0x2', '0x3'])

      await broker.down()
      await expect.poll(() => result.current.connection.status, slow).toBe('reconnecting')
      chain.mine()
      chain.shut(false)
      await broker.up()
      await connectPublisher()
      await expect.poll(state, { ...slow, timeout: 60_000 }).toBe('connected socket')
      await expect.poll(hashes, slow).toEqual(['0x1', '0x2', '0x3', '0x4'])

      chain.shut(true)
      chain.mine()
      await expect
        .poll(tell(chain.logs.slice(-2)), { ...slow, interval: 500 })
        .toEqual(['0x1', '0x2', '0x3', '0x4', '0x5'])
      // Each once; the second of the first two may have been heard before the first.
      expect([...received].sort((a, b) => a.localeCompare(b))).toEqual(['0x2', '0x3', '0x4', '0x5'])
      expect(result.current.rows.count).toBe(5)

      cleanup()
      onwire.close()
    })

    test('is live for a topic though another one names a destination that the broker does not know', async () => {
      const chain = createChain()
      chain.mine()
      const diagnostics: string[] = []
      const nowhere = `0x${'ba'.repeat(20)}`
      const onwire = createOnwire({
        protocols: [
          covalent({
            url: broker.url,
            connectHeaders: broker.user,
            apiUrl: 'https://covalent.example/v1',
            toDestination: (topic) =>
              'address' in topic && topic.address === nowhere ? '/nowhere/at-all' : destination,
            WebSocket,
            fetch: chain.fetch,
          }),
        ],
        onDiagnostic: ({ message }) => diagnostics.push(message),
      })
      const queryClient = new QueryClient()
      const wrapper = ({ children }: { readonly children?: ReactNode }) => (
        <QueryClientProvider client={queryClient}>
          <OnwireProvider client={onwire}>{children}</OnwireProvider>
        </QueryClientProvider>
      )
      const { result } = renderHook(
        () => [nowhere, address].map((each) => useLogEvents({ chain: 'eth-mainnet', address: each }).connection),
        { wrapper },
      )
      const transports = () => result.current.map(({ transport }) => transport)
      await expect.poll(transports, { timeout: 60_000, interval: 50 }).toEqual(['polling', 'socket'])
      expect(diagnostics).toContainEqual(expect.stringContaining('LINK_ENDED'))
      cleanup()
      onwire.close()
    })
  },
)
