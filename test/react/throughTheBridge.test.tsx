import { notifyManager } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { relay, useRelayStatus } from 'onwire/relay'
import { createBridge } from 'onwire/server'
import { createRelaySimulator, type RelayScenario } from 'onwire/testing'
import { expect, test } from 'vitest'
import { createTestEnvironment } from '../support/environment.js'
import { createBridgedApp } from './support/bridgedApp.js'
import { toRelayOptions, withoutRepeats } from './support/relaySetup.js'

// With TanStack's own `setTimeout(0)` a test would have to wait for real time.
notifyManager.setScheduler(queueMicrotask)

/** A page, its app's server and Relay behind it, on one clock. */
function createSetup() {
  const setup = createTestEnvironment()
  const simulator = createRelaySimulator({ clock: setup.clock, seed: 7 })
  const state = { user: 'ann' as string | undefined, forbidden: new Set<string>() }
  const start = () =>
    createBridge({
      protocols: [
        relay({ ...toRelayOptions(simulator), dangerouslyExposeApiKey: true, apiKey: 'hushhush-of-the-app' }),
      ],
      authenticate: () => state.user,
      authorize: (_request, { key }) => !state.forbidden.has(key),
      environment: setup.environment,
      onDiagnostic: () => {},
    })
  const app = createBridgedApp(setup, start, (via) => relay({ via }))
  return {
    ...app,
    state,
    simulator,
    follow(requestId: string | undefined) {
      const shown: (string | undefined)[] = []
      const statuses: string[] = []
      const hook = renderHook(
        (parameters: { requestId: string | undefined }) => {
          const state = useRelayStatus(parameters)
          shown.push(state.data?.status)
          statuses.push(`${state.connection.status} ${state.connection.transport}`)
          void state.error
          return state
        },
        { wrapper: app.wrapper, initialProps: { requestId } },
      )
      return { ...hook, getShown: () => withoutRepeats(shown), getStatuses: () => withoutRepeats(statuses) }
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

const quiet: RelayScenario = { ...slow, name: 'quiet', steps: slow.steps.slice(0, 1) }

test('A page through the bridge shows every status of the happy path, each once and in its order, and is connected', async () => {
  const setup = createSetup()
  const { requestId } = setup.simulator.start('happy-path')
  const { getShown, getStatuses, result } = setup.follow(requestId)
  await setup.advance(10_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
  // Words between which nothing is painted may be passed over.
  const statuses = ['idle idle', 'connecting idle', 'connected idle', 'connected socket', 'connected idle', 'idle idle']
  expect(statuses.join()).toMatch(new RegExp(getStatuses().join('.*')))
  expect(getStatuses()).toEqual(expect.arrayContaining(['idle idle', 'connected socket']))
  expect(result.current).toMatchObject({ isSettled: true, error: null })
})

test('A page through the bridge goes on when the app’s server comes back, with nothing lost and nothing twice', async () => {
  const setup = createSetup()
  const { requestId } = setup.simulator.start(slow)
  const { getShown, result } = setup.follow(requestId)
  await setup.advance(5_000)
  expect(result.current.connection).toMatchObject({ status: 'connected', transport: 'socket' })
  setup.stopServer()
  await setup.advance(12_000)
  expect(result.current.connection.transport).toBe('polling')
  expect(result.current.data?.status).toBe('waiting')
  setup.startServer()
  await setup.advance(40_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})

test('A reader that signs out polls in vain, and is live again soon after signing in', async () => {
  const setup = createSetup()
  const { requestId } = setup.simulator.start({
    ...slow,
    steps: slow.steps.map((step) => ({ ...step, at: step.at * 12 })),
  })
  const { getShown, result } = setup.follow(requestId)
  await setup.advance(5_000)
  setup.state.user = undefined
  setup.getServer()?.renew()
  await setup.advance(60_000)
  expect(result.current.connection).toMatchObject({ status: 'disconnected', reason: 'refused', transport: 'polling' })
  expect(result.current.error).toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(setup.requests.filter((path) => path.endsWith('/events')).length).toBeLessThan(6)
  setup.state.user = 'ann'
  await setup.advance(45_000)
  expect(result.current.connection).toMatchObject({ status: 'connected', transport: 'socket' })
  await setup.advance(300_000)
  expect(getShown()).toEqual([undefined, 'waiting', 'pending', 'submitted', 'success'])
})

test('A request that was forbidden is live soon after it is allowed, the other ones all the time', async () => {
  const setup = createSetup()
  const mine = setup.follow(setup.simulator.start(quiet).requestId)
  const { requestId } = setup.simulator.start(quiet)
  setup.state.forbidden.add(requestId)
  const theirs = setup.follow(requestId)
  await setup.advance(10_000)
  expect(theirs.result.current.connection.transport).toBe('polling')
  expect(theirs.result.current.error).toMatchObject({ code: 'FORBIDDEN' })
  setup.state.forbidden.clear()
  await setup.advance(80_000)
  expect(theirs.result.current.connection).toMatchObject({ status: 'connected', transport: 'socket' })
  expect(mine.getStatuses().filter((word) => word.includes('polling'))).toEqual([])
})

test('Requests that end open no stream anew for those that go on', async () => {
  const setup = createSetup()
  const all = Array.from({ length: 10 }, () => setup.follow(setup.simulator.start('happy-path').requestId))
  const last = setup.follow(setup.simulator.start(quiet).requestId)
  await setup.advance(3_000)
  const before = setup.requests.filter((path) => path.endsWith('/events')).length
  await setup.advance(20_000)
  expect(all.every(({ result }) => result.current.isSettled)).toBe(true)
  expect(last.result.current.connection.transport).toBe('socket')
  expect(setup.requests.filter((path) => path.endsWith('/events')).length).toBe(before)
})

test('A second request joins the stream without the first one noticing', async () => {
  const setup = createSetup()
  const first = setup.follow(setup.simulator.start(slow).requestId)
  await setup.advance(3_000)
  const before = first.getStatuses()
  const second = setup.follow(setup.simulator.start(slow).requestId)
  await setup.advance(3_000)
  expect(second.result.current.connection).toMatchObject({ status: 'connected', transport: 'socket' })
  expect(first.getStatuses()).toEqual(before)
  expect(setup.requests.filter((path) => path.endsWith('/events'))).toHaveLength(2)
  await setup.advance(40_000)
  expect(first.getShown().at(-1)).toBe('success')
  expect(second.getShown().at(-1)).toBe('success')
})
