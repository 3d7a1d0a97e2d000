import { createOnwire, type Diagnostic } from 'onwire'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { covalent, type CovalentOptions } from '../../src/protocols/covalent/index.js'
import { relay, type RelayOptions, relayStatusQueryOptions } from '../../src/exports/relay.js'
import { createRedact } from '../../src/protocols/shared/createRedact.js'
import { shapedKey as uuid } from '../support/secrets/forms.mjs'
import { getRuntime } from '../../src/react/client/onwireRuntime.js'
import { createTestEnvironment } from '../support/environment.js'
import { createSockets } from '../transports/createSockets.js'

const requestId = `0x${'a1'.repeat(32)}`

/** What is told when the service says these things to a client that has this key. */
async function listen(options: RelayOptions, said: (key: string) => readonly unknown[], key: string) {
  const { clock, environment } = createTestEnvironment()
  const { WebSocket, made } = createSockets()
  const received: Diagnostic[] = []
  const fetch = () => new Promise<Response>(() => {})
  const onwire = createOnwire({
    protocols: [relay({ ...options, WebSocket, fetch })],
    environment,
    onDiagnostic: (diagnostic) => received.push(diagnostic),
  })
  const queryClient = new QueryClient()
  const release = getRuntime(onwire).attach(queryClient)
  new QueryObserver(queryClient, relayStatusQueryOptions(onwire, { requestId })).subscribe(() => {})
  for (const frame of said(key)) {
    await clock.advanceAsync(5_000)
    made.at(-1)?.open()
    made.at(-1)?.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) })
  }
  release()
  onwire.close()
  queryClient.clear()
  return received
}

const errors = (key: string) => [
  { status: 'error', message: `Quota of ${key} is used up` },
  { status: 'error', code: key, message: 'No quota' },
  { status: 'error', url: `wss://ws.relay.link/?apiKey=${key}`, help: `https://me:${key}@docs.relay.link` },
  `${'junk '.repeat(38)}${key}${'junk '.repeat(38)}`,
  { type: 'connection', status: 'error', code: key },
  { status: 'error', code: key, data: { filters: { id: requestId } } },
]

describe('A report of trouble never holds a key that the service quotes,', () => {
  test.each<[string, RelayOptions, string]>([
    ['of the options', { apiKey: 'hushhush-key' }, 'hushhush-key'],
    ['of the options, and longer than a code', { apiKey: 'hushhush'.repeat(9) }, 'hushhush'],
    ['in an address', { url: `wss://x.example/?apiKey=${uuid}` }, uuid],
    ['in an address that was asked for', { url: async () => `wss://x.example/?token=${uuid}` }, uuid],
  ])('not even one %s', async (_title, options, part) => {
    const received = await listen(options, errors, options.apiKey ?? part)
    expect(received.map(({ code }) => code)).toEqual(expect.arrayContaining(['MALFORMED_FRAME', 'CONNECTION_REFUSED']))
    expect(JSON.stringify(received)).not.toContain(part)
    expect(JSON.stringify(received)).not.toContain(part.slice(0, 6))
  })

  test('not even one of Covalent’s', () => {
    const { redact } = covalent({ apiKey: 'hushhush-key' } satisfies CovalentOptions)
    expect(redact?.('{"message":"hushhush-key is no key"}')).toBe('{"message":"… is no key"}')
  })
})

test('What helps to understand a frame stays in it', () => {
  const frame = JSON.stringify({ event: 'request.status.updated', data: { requestId, updatedAt: 1765989800000 } })
  expect(createRedact('k')(frame)).toBe(frame)
})
