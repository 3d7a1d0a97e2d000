import { notifyManager } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createOnwire } from 'onwire'
import { bridge } from 'onwire/bridge'
import { relay, useRelayStatus } from 'onwire/relay'
import { createBridge } from 'onwire/server'
import { createRelaySimulator, type RelayScenario } from 'onwire/testing'
import { expect, onTestFinished, test } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'
import { createProviders } from './support/createProviders.js'
import { toRelayOptions, withoutRepeats } from './support/relayWorld.js'

// With TanStack's own `setTimeout(0)` a test would have to wait for real time.
notifyManager.setScheduler(queueMicrotask)

/** A page, its app's server and Relay behind it, on one clock. */
function createWorld() {
  const { clock, environment, page } = createTestEnvironment()
  const simulator = createRelaySimulator({ clock, seed: 7 })
  const start = () =>
    createBridge({
      protocols: [
        relay({ ...toRelayOptions(simulator), dangerouslyExposeApiKey: true, apiKey: 'hushhush-of-the-app' }),
      ],
      authorize: () => true,
      environment,
      onDiagnostic: () => {},
    })
  const state: { server: ReturnType<typeof start> | undefined } = { server: start() }
  const requests: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    requests.push(new URL(request.url).pathname)
    if (!state.server) throw new TypeError('fetch failed')
    return state.server.fetch(request)
  }
  const onwire = createOnwire({
    protocols: [relay({ via: bridge('https://app.example/api/onwire', { fetch }) })],
    environment,
  })
  onTestFinished(() => {
    onwire.close()
    void state.server?.close()
  })
  const wrapper = createProviders(onwire)
  return {
    page,
    requests,
    simulator,
    follow(requestId: string | undefined) {
      const shown: (string | undefined)[] = []
      const words: string[] = []
      const hook = renderHook(
        (parameters: { requestId: string | undefined }) => {
          const state = useRelayStatus(parameters)
          shown.push(state.data?.status)
          words.push(`${state.connection.status} ${state.connection.transport}`)
          void state.error
          return state
        },
        { wrapper, initialProps: { requestId } },
      )
      return { ...hook, getShown: () => withoutRepeats(shown), getWords: () => withoutRepeats(words) }
    },
    stopServer() {
      void state.server?.close()
      state.server = undefined
    },
    startServer() {
      state.server = start()
    },
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 50)
        await act(async () => {
          await clock.advanceAsync(50)
          // Streams take turns of their own.
          for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
        })
    },
  }
}

const slow: RelayScenario = {
  name: 'slow',
  title: 'Slow',
  description: 'One status each ten seconds.',
  origin: 10,
  destination: 8453,
  steps: [
    { at: 0, status: 'waiting' },
    { at: 10_000, status: 'pending', inTxs: 1 },
    { at: 20_000, status: 'submitted' },
    { at: 30_000, status: 'success', txs: 1 },
  ],
  expect: { outcome: 'success' },
}

test('shows every status of the happy path, each once and in its order, and says that it is connected', async () => {
  const world = createWorld()
  const { requestId } = world.simulator.start('happy-path')
  const { getShown, getWords, result } = world.follow(requestId)
  await world.advance(10_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
  // Words between which nothing is painted may be passed over.
  const words = ['idle idle', 'connecting idle', 'connected idle', 'connected socket', 'connected idle', 'idle idle']
  expect(words.join()).toMatch(new RegExp(getWords().join('.*')))
  expect(getWords()).toEqual(expect.arrayContaining(['idle idle', 'connected socket']))
  expect(result.current).toMatchObject({ isSettled: true, error: null })
})

test('goes on where it was when the app’s server comes back, with nothing lost and nothing twice', async () => {
  const world = createWorld()
  const { requestId } = world.simulator.start(slow)
  const { getShown, result } = world.follow(requestId)
  await world.advance(5_000)
  expect(result.current.connection).toMatchObject({ status: 'connected', transport: 'socket' })
  world.stopServer()
  await world.advance(12_000)
  expect(result.current.connection.transport).toBe('polling')
  expect(result.current.data?.status).toBe('waiting')
  world.startServer()
  await world.advance(40_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})

test('a second request joins the stream without the first one noticing', async () => {
  const world = createWorld()
  const first = world.follow(world.simulator.start(slow).requestId)
  await world.advance(3_000)
  const before = first.getWords()
  const second = world.follow(world.simulator.start(slow).requestId)
  await world.advance(3_000)
  expect(second.result.current.connection).toMatchObject({ status: 'connected', transport: 'socket' })
  expect(first.getWords()).toEqual(before)
  expect(world.requests.filter((path) => path.endsWith('/events'))).toHaveLength(2)
  await world.advance(40_000)
  expect(first.getShown().at(-1)).toBe('success')
  expect(second.getShown().at(-1)).toBe('success')
})
