import { QueryClientProvider } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { createOnwire, OnwireProvider, type Protocol, type TransportEvents, useLiveState } from 'onwire'
import { useRelayStatus } from 'onwire/relay'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { quietly } from './support/quietly.js'
import { createRelaySetup } from './support/relaySetup.js'

interface Height {
  readonly height: number
}

interface ChainTopic {
  readonly kind: 'height'
  readonly chain: string
}

/** A protocol of an app's own: the height of a chain, which only grows. Its wire is in the test's hands. */
function createHeights() {
  const sent: string[] = []
  const links: TransportEvents<string>[] = []
  let height = 1
  const protocol: Protocol<ChainTopic, Height, string, string> = {
    id: 'heights',
    name: 'heights',
    key: ({ chain }) => chain,
    check: () => undefined,
    live: {
      transport: {
        open(on) {
          links.push(on)
          queueMicrotask(() => {
            on.open()
            on.frame('ready')
          })
          return { send: (frame) => sent.push(frame), close: () => {} }
        },
      },
      sync: (wanted, known) => wanted.filter((topic) => !known.includes(topic)).map(({ chain }) => `follow ${chain}`),
      decode(frame, topics) {
        if (frame === 'ready') return [{ type: 'ready' }]
        return [{ type: 'update', keys: topics.map(({ chain }) => chain), data: { height: Number(frame) } }]
      },
      refusals: [],
      liveness: { readyMs: 1_000, greets: true },
    },
    stateOf: () => ({
      fetch: async () => ({ height }),
      merge: (previous, next) => (previous && previous.height >= next.height ? previous : next),
      hasMoved: (from, to) => from.height !== to.height,
      finality: ({ height }) => (height >= 100 ? 'final' : 'open'),
      revive: (value) =>
        typeof value === 'object' && value !== null && 'height' in value && typeof value.height === 'number'
          ? { height: value.height }
          : undefined,
    }),
  }
  return { protocol, sent, push: (frame: string) => links.at(-1)?.frame(frame), grow: (to: number) => (height = to) }
}

function createSetup() {
  const heights = createHeights()
  const setup = createRelaySetup()
  const onwire = createOnwire({ protocols: [heights.protocol], environment: setup.onwire.environment })
  const wrapper = ({ children }: { readonly children?: ReactNode }) => (
    <QueryClientProvider client={setup.queryClient}>
      <OnwireProvider client={onwire}>{children}</OnwireProvider>
    </QueryClientProvider>
  )
  return { ...heights, setup, wrapper }
}

const topic: ChainTopic = { kind: 'height', chain: 'base' }

test('A protocol of one’s own is followed: asked for, pushed, never back, and settled', async () => {
  const { protocol, push, sent, setup, wrapper } = createSetup()
  const onSettled = vi.fn<(data: Height) => void>()
  const { result } = renderHook(
    () => {
      const { connection, data, isSettled } = useLiveState({ protocol, topic, onSettled })
      return [data?.height, connection.transport, isSettled]
    },
    { wrapper },
  )
  await setup.advance(500)
  expect(result.current).toEqual([1, 'socket', false])
  for (const frame of ['7', '3', '8', '2']) push(frame)
  await setup.advance(500)
  expect(result.current).toEqual([8, 'socket', false])
  push('100')
  await setup.advance(5_000)
  expect(result.current).toEqual([100, 'idle', true])
  expect(onSettled.mock.calls).toEqual([[{ height: 100 }]])
  expect(sent).toEqual(['follow base'])
  expect(setup.timers()).toBe(0)
})

test('A poll that brings what the socket did not is shown, and the silent link is left', async () => {
  const { grow, protocol, setup, wrapper } = createSetup()
  const { result } = renderHook(() => useLiveState({ protocol, topic }).data?.height, { wrapper })
  await setup.advance(1_000)
  grow(9)
  await setup.advance(30_000)
  expect(result.current).toBe(9)
})

test('A topic that is undefined is not followed', async () => {
  const { protocol, sent, setup, wrapper } = createSetup()
  const { result } = renderHook(() => useLiveState({ protocol, topic: undefined }).isPending, { wrapper })
  await setup.advance(5_000)
  expect(result.current).toBe(true)
  expect(sent).toEqual([])
})

test('Another object of the same id, and a service that the client does not speak, are errors that say so', () => {
  const { wrapper } = createSetup()
  const other = createHeights().protocol
  expect(() => quietly(() => renderHook(() => useLiveState({ protocol: other, topic }), { wrapper }))).toThrow(
    /no such heights with the id "heights"; it has: heights.*hand the same object/s,
  )
  expect(() => quietly(() => renderHook(() => useRelayStatus({ requestId: '0x1' }), { wrapper }))).toThrow(
    /no such relay; it has: heights/,
  )
})
