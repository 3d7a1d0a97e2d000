import { bridge } from 'onwire/bridge'
import { relay, type RelayOptions } from 'onwire/relay'
import { expect, test } from 'vitest'
import { askingWith } from '../protocols/support/asking.js'

// Cloudflare's runtime knew no `cache` before its compatibility date of 2024-11-11, and no `credentials` for as long.

const topic = { kind: 'status', requestId: `0x${'ab'.repeat(32)}` } as const

/** Throws where a request has a cache mode, and records the others. */
function createFetch(problem: string, answer = () => Response.json({ status: 'pending', updatedAt: 1_000 })) {
  const requests: string[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (init && 'cache' in init) throw new Error(problem)
    if (init && 'credentials' in init) throw new Error(problem.replace('cache', 'credentials'))
    requests.push(`${init?.method ?? 'GET'} ${new URL(new Request(input).url).pathname}`)
    return Promise.resolve(answer())
  }
  return { fetch, requests }
}

const bridgeUrl = 'https://app.example/api/onwire'

const ask = (options: RelayOptions) =>
  Promise.resolve(relay(options).stateOf(topic).fetch?.(topic, askingWith(new AbortController().signal)))

test.each(["The 'cache' field on 'RequestInitializerDict' is not implemented.", 'Unsupported cache mode: no-store'])(
  'Where fetch throws "%s", a request goes without a cache mode',
  async (problem) => {
    const { fetch, requests } = createFetch(problem)
    expect(await ask({ fetch })).toMatchObject({ status: 'pending' })
    expect(requests).toHaveLength(1)
  },
)

test('Where fetch throws at a cache mode, a bridge’s stream is opened all the same', async () => {
  const { fetch, requests } = createFetch(
    'Unsupported cache mode: no-store',
    () => new Response('', { headers: { 'content-type': 'text/event-stream' } }),
  )
  const { transport } = relay({ via: bridge(bridgeUrl, { fetch }) }).live
  await new Promise<void>((opened) => {
    const nothing = () => {}
    const link = transport.open({ open: opened, frame: nothing, alive: nothing, close: () => opened() })
    link.send([topic])
  })
  expect(requests).toEqual(['POST /api/onwire/events'])
})

test('Where fetch throws at a cache mode and at credentials, a bridge is asked without either', async () => {
  const { fetch, requests } = createFetch("The 'cache' field on 'RequestInitializerDict' is not implemented.", () =>
    Response.json({ ok: false, code: 'NOT_FOUND', message: 'No such request.' }, { status: 404 }),
  )
  await expect(ask({ via: bridge(bridgeUrl, { fetch }) })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(requests).toEqual(['GET /api/onwire/snapshot'])
})

test('A bridge is sent the credentials that the app asks for', async () => {
  const sent: unknown[] = []
  const fetch: typeof globalThis.fetch = (_input, init) => {
    sent.push(init?.credentials)
    return Promise.resolve(Response.json({}))
  }
  await ask({ via: bridge(bridgeUrl, { fetch, credentials: 'include' }) }).catch(() => {})
  expect(sent).toEqual(['include'])
})

test('A network that is down is asked once', async () => {
  let asked = 0
  const fetch = () => {
    asked += 1
    return Promise.reject(new TypeError('Failed to fetch'))
  }
  await expect(ask({ fetch })).rejects.toMatchObject({ code: 'REQUEST_FAILED' })
  expect(asked).toBe(1)
})
