import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { createRelayWebhookHandler, verifyRelayWebhook } from 'onwire/server'
import { expect, test } from 'vitest'
import { apiKey, readSample, sentAt, toSignedHeaders } from './support/webhooks.js'
import { checkProperty } from '../support/property.js'

const now = () => sentAt
const sample = readSample()
const signed = toSignedHeaders(sample)

/** Headers as a stranger, or a strange framework, may give them. */
const headersLike = fc.oneof(
  fc.anything(),
  fc.record(
    {
      'x-signature-sha256': fc.oneof(fc.anything(), fc.string(), fc.constant(signed['x-signature-sha256'])),
      'X-Signature-Timestamp': fc.oneof(fc.anything(), fc.integer().map(String), fc.constant(String(sentAt))),
      authorization: fc.anything(),
    },
    { requiredKeys: [] },
  ),
)

test('A verifier refuses whatever comes instead of a webhook, and never throws at it', async () => {
  const webhook = fc.oneof(fc.anything(), fc.record({ rawBody: fc.anything(), headers: headersLike }))
  await checkProperty(
    fc.asyncProperty(webhook, async (given) => {
      const result = await verifyRelayWebhook(given as never, { apiKey, now, headers: { authorization: 'a' } })
      expect(result).toMatchObject({ ok: false, code: expect.any(String), message: expect.stringMatching(/\.$/) })
      expect(JSON.stringify(result)).not.toContain(apiKey)
    }),
  )
})

test('A verifier reads or refuses whatever Relay signs as what it is, and never throws at it', async () => {
  const value = fc.jsonValue()
  const data = fc.record(
    {
      requestId: fc.oneof(fc.string(), value),
      status: fc.oneof(fc.constantFrom('success', 'refund', 'unknown'), value),
      updatedAt: value,
      txHashes: value,
      depositAddress: value,
      ['__proto__']: value,
    },
    { requiredKeys: [] },
  )
  const body = fc.oneof(
    fc.uint8Array(),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc
      .record({ event: fc.constant('request.status.updated'), timestamp: value, data }, { requiredKeys: ['event'] })
      .map((received) => new TextEncoder().encode(JSON.stringify(received))),
  )
  const codes = new Set<string>()
  await checkProperty(
    fc.asyncProperty(body, async (bytes) => {
      // Signed by Node, not by what is tested. The vendor's sample, and others, are signed by `openssl`: a process for each.
      const signature = createHmac('sha256', apiKey).update(`${sentAt}.`).update(bytes).digest('hex')
      const headers = { ...signed, 'x-signature-sha256': signature }
      const result = await verifyRelayWebhook({ rawBody: bytes, headers }, { apiKey, now })
      codes.add(result.ok ? 'ok' : result.code)
    }),
    { atLeast: 150 },
  )
  for (const code of codes) expect(['ok', 'NOT_JSON', 'UNKNOWN_EVENT', 'MALFORMED_EVENT']).toContain(code)
  expect(codes).toContain('ok')
  expect({}).not.toHaveProperty('polluted')
})

test('The handler answers whatever is posted with a 4xx, and calls nobody', async () => {
  let calls = 0
  const handler = createRelayWebhookHandler({ apiKey, now, onDiagnostic: () => {}, onEvent: () => void (calls += 1) })
  const header = fc.string().map((text) => text.replaceAll(/[^\x20-\x7e]/g, ''))
  const request = fc.record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'GET'),
    type: fc.constantFrom('application/json', 'application/json', 'text/html'),
    signature: fc.oneof(header, fc.constant(signed['x-signature-sha256'])),
    time: fc.oneof(header, fc.constant(String(sentAt))),
    body: fc.uint8Array(),
  })
  await checkProperty(
    fc.asyncProperty(request, async ({ body, method, signature, time, type }) => {
      const headers = { 'content-type': type, 'x-signature-sha256': signature, 'x-signature-timestamp': time }
      const init = { method, headers, ...(method !== 'GET' && { body: Uint8Array.from(body) }) }
      const { status } = await handler(new Request('https://app.example', init))
      expect([400, 401, 405, 413, 415]).toContain(status)
    }),
  )
  expect(calls).toBe(0)
})
