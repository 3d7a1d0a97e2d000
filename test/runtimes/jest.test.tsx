import { createOnwire } from 'onwire'
import { relay } from 'onwire/relay'
import { createManualClock, createRelaySimulator } from 'onwire/testing'
import { createSimulatedBridgeSetup } from '../../src/testing/react/simulatedBridgeSetup.js'
import { createBrowserEnvironment } from '../../src/react/client/browserEnvironment.js'
import { QueryClient } from '@tanstack/react-query'
import { expect, onTestFinished, test, vi } from 'vitest'
import { takeAway } from './takeAway.js'

// jsdom as Jest sets it up has no `fetch`, `Request` and `Response`. test/consumers runs Jest itself.

const requestId = `0x${'ab'.repeat(32)}`

/** What a hook's `error` says where the client asks by itself. */
async function ask(options: Parameters<typeof relay>[0]) {
  const queryClient = new QueryClient()
  const onwire = createOnwire({ protocols: [relay({ url: 'wss://ws.example', ...options })], queryClient })
  onTestFinished(() => onwire.close())
  const { relayStatusQueryOptions } = await import('onwire/relay')
  return queryClient.fetchQuery(relayStatusQueryOptions(onwire, { requestId })).catch((thrown: unknown) => thrown)
}

test('Where there is no fetch the remedy is to have one, and no address is called wrong', async () => {
  takeAway(globalThis, 'fetch')
  const error = await ask({})
  expect(error).toMatchObject({ code: 'REQUEST_FAILED', remedy: expect.stringContaining('jest-fixed-jsdom') })
  expect(String(error)).not.toContain('apiUrl')
})

test('Where a fetch of the app needs a class that is missing, its name is said, and no address is called wrong', async () => {
  takeAway(globalThis, 'Request')
  const error = await ask({ fetch: async (url, init) => fetch(new Request(url, init)) })
  expect(String(error)).toContain('Request is not defined')
  expect(String(error)).not.toContain('apiUrl')
})

test('Where an address leads nowhere the remedy is to check it', async () => {
  const error = await ask({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
  expect(String(error)).toContain('check `apiUrl`')
})

test('Where there is no Request and no Response a simulator answers all the same', async () => {
  takeAway(globalThis, 'Request', 'Response')
  const clock = createManualClock()
  const simulator = createRelaySimulator({ clock, scenario: 'happy-path' })
  const url = `${simulator.apiUrl}/intents/status/v3?requestId=${requestId}`
  const asked = simulator.fetch(url)
  await clock.advanceAsync(100)
  const answer = await asked
  expect(answer).toMatchObject({ ok: true, status: 200, bodyUsed: false })
  expect(answer.headers.get('content-type')).toContain('application/json')
  const text = await answer.clone().text()
  expect(await answer.json()).toEqual(JSON.parse(text))
  expect(answer.bodyUsed).toBe(true)
  await expect(answer.text()).rejects.toThrow('read before')
  simulator.stop()
})

test('Where there is no Request the simulated bridge says which environment has one', () => {
  takeAway(globalThis, 'Request')
  expect(() => createSimulatedBridgeSetup({ scenario: 'happy-path' })).toThrow(
    expect.objectContaining({ code: 'NO_REQUEST', remedy: expect.stringContaining('jest-fixed-jsdom') }),
  )
})

test('The page is watched without a signal, which a DOM would refuse where it is of another realm', () => {
  const add = vi.spyOn(globalThis, 'addEventListener')
  const remove = vi.spyOn(globalThis, 'removeEventListener')
  onTestFinished(() => void vi.restoreAllMocks())
  const heard: string[] = []
  const stop = createBrowserEnvironment().page.watch((word) => heard.push(word))
  expect(add.mock.calls.length).toBeGreaterThan(0)
  for (const [, , options] of add.mock.calls) expect(options).not.toHaveProperty('signal')
  dispatchEvent(new Event('online'))
  expect(heard).toEqual(['change'])
  stop()
  dispatchEvent(new Event('online'))
  expect(heard).toEqual(['change'])
  expect(remove.mock.calls.map(([type]) => type)).toEqual(add.mock.calls.map(([type]) => type))
})
