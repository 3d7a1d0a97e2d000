import { bridge } from 'onwire/bridge'
import { relay } from 'onwire/relay'
import { afterEach, expect, test, vi } from 'vitest'
import { askingWith } from '../protocols/support/asking.js'

const topic = { kind: 'status', requestId: `0x${'ab'.repeat(32)}` } as const

afterEach(() => {
  vi.restoreAllMocks()
  document.head.replaceChildren()
})

/** Where a status is asked for over `bridge('/api/onwire')` or the like. */
async function getAddress(url: string): Promise<string> {
  const addresses: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    addresses.push(new Request(input, init).url)
    return Response.json({})
  }
  const state = relay({ via: bridge(url, { fetch }) }).stateOf(topic)
  await Promise.resolve(state.fetch?.(topic, askingWith(new AbortController().signal))).catch(() => {})
  return new URL(addresses[0] ?? '').href.replace(/\/snapshot.*/, '')
}

test('A bridge’s address is relative to the `base` of its page, as a link is', async () => {
  const base = document.createElement('base')
  base.href = 'https://app.example/shop/'
  document.head.append(base)
  expect(await getAddress('api/onwire')).toBe('https://app.example/shop/api/onwire')
})

test('In a `srcdoc` frame, whose own address is none, a bridge’s address is relative to the page around it', async () => {
  vi.spyOn(document, 'baseURI', 'get').mockReturnValue('https://app.example/shop/')
  expect(await getAddress('/api/onwire')).toBe('https://app.example/api/onwire')
})
