import { createBrowserEnvironment } from 'onwire'
import { relay } from 'onwire/relay'
import { webhookRelay } from 'onwire/webhook-relay'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => vi.unstubAllGlobals())

const isServer = () => createBrowserEnvironment().isServer

test('Node, without a DOM, is a server', () => {
  expect(isServer()).toBe(true)
})

test.each([
  ['Deno', { Deno: { version: { deno: '2.0.0' } }, navigator: { userAgent: 'Deno/2.0.0' } }],
  ['Bun', { Bun: { version: '1.2.0' }, navigator: { userAgent: 'Bun/1.2.0' } }],
  // It has the names of a worker, and none of its scripts.
  ['workerd', { WorkerGlobalScope: EventTarget, navigator: { userAgent: 'Cloudflare-Workers' } }],
])('%s is a server', (_name, globals) => {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  expect(isServer()).toBe(true)
})

test.each([
  ['A worker of a page, or of an extension', { importScripts: () => {} }],
  ['A page', { window: globalThis }],
  ['React Native', { window: globalThis, navigator: { product: 'ReactNative' } }],
])('%s is no server', (_name, globals) => {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  expect(isServer()).toBe(false)
})

test('A key is refused in a worker of a page as in the page, and taken on a server', () => {
  const create = () => relay({ apiKey: 'hushhush' })
  expect(create).not.toThrow()
  vi.stubGlobal('importScripts', () => {})
  expect(create).toThrow(expect.objectContaining({ code: 'API_KEY_IN_BROWSER' }))
  const credentials = () => Promise.resolve({ key: 'hushhush', secret: 'hushhush' })
  expect(() => webhookRelay({ credentials })).toThrow(expect.objectContaining({ code: 'CREDENTIALS_IN_BROWSER' }))
})
