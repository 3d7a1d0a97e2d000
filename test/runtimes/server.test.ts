import { createBrowserEnvironment } from 'onwire'
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
