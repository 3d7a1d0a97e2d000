import { relay } from 'onwire/relay'
import { createManualClock, createRelaySimulator } from 'onwire/testing'
import { expect, onTestFinished, test } from 'vitest'
import { createEngine } from '../../src/core/engine/engine.js'
import { createTestEnvironment } from '../support/environment.js'
import { takeAway } from './takeAway.js'

// React Native's AbortSignal is older than `reason` and `throwIfAborted`.

const topic = { kind: 'status', requestId: `0x${'ab'.repeat(32)}` } as const

/** An engine whose requests are answered by `fetch`, where no signal has a reason. */
function start(fetch: typeof globalThis.fetch, apiUrl: string | (() => Promise<string>) = 'https://api.example') {
  takeAway(AbortSignal.prototype, 'reason', 'throwIfAborted')
  const { clock, environment } = createTestEnvironment()
  const engine = createEngine({
    protocol: relay({ fetch, apiUrl }),
    environment,
    graceMs: 0,
    pollingIntervalMs: 1_000,
    onDiagnostic: () => {},
    batch: (write) => write(),
  })
  onTestFinished(() => engine.close())
  const ask = () =>
    engine
      .topic(topic)
      .snapshot()
      .catch((thrown: unknown) => thrown)
  return { ask, clock, engine }
}

test('Where signals have no reason, requests leave and are answered', async () => {
  const { ask } = start(async () => Response.json({ status: 'pending', updatedAt: 1_000 }))
  expect(await ask()).toMatchObject({ status: 'pending' })
})

test('Where signals have no reason, a request that takes too long says so', async () => {
  const { ask, clock } = start(() => new Promise(() => {}))
  const asked = ask()
  await clock.advanceAsync(10_000)
  expect(await asked).toMatchObject({ name: 'OnwireError', code: 'REQUEST_TIMEOUT' })
})

test('Where signals have no reason, a request that is aborted by its own fetch says why onwire aborted it', async () => {
  const { ask, clock } = start(
    (_url, init) =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new Error('Aborted')), { once: true }),
      ),
  )
  const asked = ask()
  await clock.advanceAsync(10_000)
  expect(await asked).toMatchObject({ name: 'OnwireError', code: 'REQUEST_TIMEOUT' })
})

test('Where signals have no reason, the requests of a closed client end with its error', async () => {
  const { ask, clock, engine } = start(() => new Promise(() => {}))
  const asked = ask()
  await clock.advanceAsync(100)
  engine.close()
  expect(await asked).toMatchObject({ name: 'OnwireError', code: 'CLOSED' })
})

test('Where signals have no reason, nothing leaves once a request was aborted while its address was looked up', async () => {
  let requests = 0
  let answer = (_address: string) => {}
  const { ask, clock } = start(
    async () => {
      requests += 1
      return Response.json({})
    },
    () => new Promise<string>((resolve) => (answer = resolve)),
  )
  const asked = ask()
  await clock.advanceAsync(10_000)
  expect(await asked).toMatchObject({ code: 'REQUEST_TIMEOUT' })
  answer('https://api.example')
  await clock.advanceAsync(100)
  expect(requests).toBe(0)
})

test('Where signals have no reason, a simulator rejects an aborted request with an AbortError all the same', async () => {
  takeAway(AbortSignal.prototype, 'reason', 'throwIfAborted')
  const clock = createManualClock()
  const { apiUrl, fetch } = createRelaySimulator({ clock })
  const controller = new AbortController()
  const ask = () => fetch(`${apiUrl}/chains`, { signal: controller.signal }).catch((thrown: unknown) => thrown)
  const under = ask()
  controller.abort()
  const isAborted = { name: 'AbortError', message: 'The request was aborted.' }
  expect(await under).toMatchObject(isAborted)
  expect(await ask()).toMatchObject(isAborted)
  expect(clock.pending()).toBe(0)
})
