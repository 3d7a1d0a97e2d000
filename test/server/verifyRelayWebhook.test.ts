import nodeCrypto, { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { verifyRelayWebhook } from 'onwire/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { checkProperty } from '../support/property.js'
import { apiKey, opensslSign, readSample, sentAt, toSignedHeaders, toWebhookRequest } from './support/webhooks.js'

const now = () => sentAt + 1000
const sample = readSample()
const signed = toSignedHeaders(sample)
const options = { apiKey, now }

const verify = (headers: object, rawBody: unknown = sample, more: object = {}) =>
  verifyRelayWebhook({ rawBody, headers } as never, { ...options, ...more })
const codeOf = async (...args: Parameters<typeof verify>) => {
  const result = await verify(...args)
  return result.ok ? 'ok' : result.code
}

afterEach(() => vi.restoreAllMocks())

describe("The page's sample, signed by openssl", () => {
  test('is accepted and read: what onwire knows as a status, the rest as it was sent', async () => {
    const result = await verifyRelayWebhook(toWebhookRequest(sample), options)
    expect(result).toEqual({
      ok: true,
      event: {
        event: 'request.status.updated',
        timestamp: sentAt,
        data: expect.objectContaining({
          requestId: '0x...',
          status: 'refund',
          inTxHashes: ['0x...'],
          updatedAt: 1774993296121,
          originChainId: 8453,
          destinationChainId: 42161,
          depositAddress: { address: '0x..', depositAddressType: 'open', depositor: '0x..' },
        }),
        body: JSON.parse(sample),
      },
    })
  })

  test('is refused with any one byte changed, whichever byte it is', async () => {
    const bytes = new TextEncoder().encode(sample)
    const codes = await Promise.all(
      Array.from(bytes, (byte, index) => codeOf(signed, Uint8Array.from(bytes).fill(byte ^ 1, index, index + 1))),
    )
    expect(codes).toEqual(Array.from(bytes, () => 'BAD_SIGNATURE'))
  })

  test('is refused with any one digit of the signature or of the time changed', async () => {
    const change = (text: string, index: number) =>
      text.slice(0, index) + (text[index] === '1' ? '2' : '1') + text.slice(index + 1)
    const { 'x-signature-sha256': signature, 'x-signature-timestamp': time } = signed
    for (let index = 0; index < signature.length; index += 1)
      expect(await codeOf({ ...signed, 'x-signature-sha256': change(signature, index) })).toBe('BAD_SIGNATURE')
    for (let index = 0; index < time.length; index += 1)
      expect(await codeOf({ ...signed, 'x-signature-timestamp': change(time, index) })).toBe('BAD_SIGNATURE')
  })

  test('is refused where it is cut short or prolonged', async () => {
    expect(await codeOf(signed, sample.slice(0, -1))).toBe('BAD_SIGNATURE')
    expect(await codeOf(signed, `${sample}\n`)).toBe('BAD_SIGNATURE')
    expect(await codeOf(signed, '')).toBe('BAD_SIGNATURE')
  })
})

describe('The bytes as they were sent count:', () => {
  const data = '"data":{"status":"success","requestId":"0xAB","updatedAt":1774993296121'
  test.each([
    ['a number written 1.0', `{"event":"request.status.updated",${data},"amount":1.0,"fee":1e3}}`],
    ['an escaped letter', `{"event":"request.status.updated",${data},"details":"caf\\u00e9 \\/"}}`],
    ['a letter beyond ASCII', `{"event":"request.status.updated",${data},"details":"café 😀"}}`],
    ['spaces and lines', JSON.stringify(JSON.parse(sample), null, 4).replaceAll('\n', '\r\n')],
    ['keys in another order', `{${data}},"timestamp":1,"event":"request.status.updated"}`],
    [
      'integers too big for JavaScript',
      `{"event":"request.status.updated",${data},"amount":123456789012345678901234567890}}`,
    ],
    ['a key twice', `{"event":"x","event":"request.status.updated",${data}}}`],
    ['a last line', `${sample}\n`],
  ])('are refused with %s', async (_what, body) => {
    const headers = toSignedHeaders(body)
    const bytes = new TextEncoder().encode(body)
    const window = Buffer.from(`before${body}after`).subarray(6, 6 + bytes.length)
    for (const rawBody of [body, bytes, bytes.buffer, window]) expect(await codeOf(headers, rawBody)).toBe('ok')
    expect(await verifyRelayWebhook(toWebhookRequest(body, headers), options)).toMatchObject({ ok: true })
  })

  test('facts that onwire does not know, or cannot read, cost nothing', async () => {
    const received = { status: 'on-holiday', requestId: '0xAB', updatedAt: 'soon', referrer: 'app', failReason: 'N/A' }
    const body = JSON.stringify({ event: 'request.status.updated', timestamp: sentAt, data: received, sequence: 7 })
    const result = await verify(toSignedHeaders(body), body)
    expect(result).toMatchObject({
      event: {
        data: {
          requestId: '0xab',
          status: 'on-holiday',
          updatedAt: sentAt,
          extra: { referrer: 'app', updatedAt: 'soon' },
        },
        body: { sequence: 7, data: received },
      },
    })
  })
})

describe('The time of a webhook', () => {
  const at = (timestamp: number | string, more: object = {}) => codeOf(toSignedHeaders(sample, timestamp), sample, more)

  test('may be in seconds or in milliseconds, with or without a fraction', async () => {
    expect(await at(sentAt)).toBe('ok')
    expect(await at(Math.floor(sentAt / 1000))).toBe('ok')
    expect(await at(`${sentAt / 1000}`)).toBe('ok')
  })

  test('may be five minutes old by default, to the millisecond', async () => {
    expect(await at(now() - 300_000)).toBe('ok')
    expect(await at(now() - 300_001)).toBe('STALE')
    expect(await at(Math.floor(now() / 1000) - 301)).toBe('STALE')
    expect(await at(1)).toBe('STALE')
  })

  test('may be as far ahead, but never further, however much age is allowed', async () => {
    expect(await at(now() + 300_000)).toBe('ok')
    expect(await at(now() + 300_001)).toBe('TOO_FAR_AHEAD')
    expect(await at(now() + 300_001, { toleranceMs: 86_400_000 })).toBe('TOO_FAR_AHEAD')
    expect(await at(now() + 2000, { toleranceMs: 1000 })).toBe('TOO_FAR_AHEAD')
  })

  test('has a tolerance that can be set, and one that is no number tolerates nothing', async () => {
    expect(await at(now() - 80_000_000, { toleranceMs: 86_400_000 })).toBe('ok')
    expect(await at(now() - 1001, { toleranceMs: 1000 })).toBe('STALE')
    expect(await at(1, { toleranceMs: Infinity })).toBe('ok')
    expect(await at(sentAt, { toleranceMs: Number.NaN })).toBe('STALE')
  })

  test('is nothing that a stranger learns of: the signature is judged first', async () => {
    expect(await codeOf({ ...toSignedHeaders(sample, 1), 'x-signature-sha256': '0'.repeat(64) })).toBe('BAD_SIGNATURE')
  })

  test.each(['soon', '-1', '0x10', '1e12', '1774993296140, 1774993296140', '9'.repeat(16), 'Infinity', '１７'])(
    'is none where it is %s',
    async (time) => expect(await codeOf({ ...signed, 'x-signature-timestamp': time })).toBe('MALFORMED_TIMESTAMP'),
  )
})

describe('The headers of a webhook', () => {
  const { 'x-signature-sha256': signature, 'x-signature-timestamp': time } = signed

  test('may be in any case, in arrays, in Headers, and their digits in either case', async () => {
    expect(await codeOf({ 'X-Signature-SHA256': signature, 'X-Signature-Timestamp': time })).toBe('ok')
    expect(await codeOf({ 'x-signature-sha256': [signature], 'x-signature-timestamp': [time] })).toBe('ok')
    expect(await codeOf(new Headers({ 'x-signature-sha256': ` ${signature} `, 'x-signature-timestamp': time }))).toBe(
      'ok',
    )
    expect(await codeOf({ 'x-signature-sha256': signature.toUpperCase(), 'x-signature-timestamp': time })).toBe('ok')
  })

  test.each([
    ['no signature', { 'x-signature-timestamp': time }, 'MISSING_SIGNATURE'],
    ['an empty one', { ...signed, 'x-signature-sha256': '' }, 'MISSING_SIGNATURE'],
    ['an empty array', { ...signed, 'x-signature-sha256': [] }, 'MISSING_SIGNATURE'],
    ['no time', { 'x-signature-sha256': signature }, 'MISSING_TIMESTAMP'],
    ['one digit too few', { ...signed, 'x-signature-sha256': signature.slice(1) }, 'MALFORMED_SIGNATURE'],
    ['no digits', { ...signed, 'x-signature-sha256': 'z'.repeat(64) }, 'MALFORMED_SIGNATURE'],
    ['two signatures', { ...signed, 'x-signature-sha256': [signature, signature] }, 'MALFORMED_SIGNATURE'],
    ['two of them in two cases', { ...signed, 'X-Signature-SHA256': '0'.repeat(64) }, 'MALFORMED_SIGNATURE'],
    ['one of the prototype', Object.create(signed), 'MISSING_SIGNATURE'],
  ])('%s', async (_what, headers, code) => expect(await codeOf(headers)).toBe(code))

  test('are checked where they are custom, too: there, and of the value that is expected', async () => {
    const headers = { Authorization: 'Bearer hushhush-0x123', 'X-Hookdeck-Source-Id': ['src_123', 'src_old'] }
    const sent = { ...signed, authorization: 'Bearer hushhush-0x123', 'x-hookdeck-source-id': 'src_old' }
    expect(await codeOf(sent, sample, { headers })).toBe('ok')
    expect(await verify({ ...signed, authorization: 'Bearer hushhush-0x123' }, sample, { headers })).toMatchObject({
      code: 'MISSING_HEADER',
      message: expect.stringContaining('X-Hookdeck-Source-Id'),
    })
    for (const wrong of ['Bearer hushhush-0x12', 'Bearer hushhush-0x1234', 'bearer hushhush-0x123', ''])
      expect(await codeOf({ ...sent, authorization: wrong }, sample, { headers })).toBe('BAD_HEADER')
  })
})

describe('A key', () => {
  test('may hold beside another that replaces it', async () => {
    const next = toSignedHeaders(sample, sentAt, 'hushhush-next')
    const both = { apiKey: ['hushhush-next', apiKey] }
    expect(await codeOf(next, sample, both)).toBe('ok')
    expect(await codeOf(signed, sample, both)).toBe('ok')
    expect(await codeOf(next)).toBe('BAD_SIGNATURE')
    expect(await codeOf(signed, sample, { apiKey: ['', apiKey] })).toBe('ok')
  })

  test.each([[''], [[]], [['', ' ']], [undefined]])('%j lets nobody in, and throws', async (empty) => {
    await expect(verify(signed, sample, { apiKey: empty })).rejects.toMatchObject({ code: 'NO_API_KEY' })
  })

  test('is no help to an expected header without a value, which throws as well', async () => {
    await expect(verify(signed, sample, { headers: { 'x-a': '' } })).rejects.toMatchObject({ code: 'NO_HEADER_VALUE' })
  })
})

describe('A body that is signed and cannot be read', () => {
  test.each([
    ['', 'NOT_JSON'],
    ['{', 'NOT_JSON'],
    [Uint8Array.of(0x22, 0xff, 0x22), 'NOT_JSON'],
    ['null', 'UNKNOWN_EVENT'],
    ['[]', 'UNKNOWN_EVENT'],
    ['"request.status.updated"', 'UNKNOWN_EVENT'],
    ['{"event":"request.created","data":{}}', 'UNKNOWN_EVENT'],
    ['{"event":"request.status.updated"}', 'MALFORMED_EVENT'],
    ['{"event":"request.status.updated","data":[]}', 'MALFORMED_EVENT'],
    ['{"event":"request.status.updated","data":{"status":"success"}}', 'MALFORMED_EVENT'],
    ['{"event":"request.status.updated","data":{"status":1,"requestId":"0x1"}}', 'MALFORMED_EVENT'],
  ])('is refused, as %j with %s', async (body, code) => {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body
    const signature = opensslSign(Buffer.concat([Buffer.from(`${sentAt}.`), bytes]))
    expect(await codeOf({ ...signed, 'x-signature-sha256': signature }, bytes)).toBe(code)
  })

  test('cannot forge a line of the log by the name of an unknown event', async () => {
    const body = JSON.stringify({ event: `x\n2026 admin logged in ${'y'.repeat(200)}` })
    const result = await verify(toSignedHeaders(body), body)
    expect(result).toMatchObject({ code: 'UNKNOWN_EVENT', message: expect.not.stringMatching(/\n|y{100}/) })
  })
})

describe('A body that is gone', () => {
  test('is refused with the reason and the remedy where it was parsed, or is none', async () => {
    for (const rawBody of [JSON.parse(sample), null, 42]) {
      expect(await verify(signed, rawBody)).toMatchObject({
        code: 'BODY_ALREADY_READ',
        message: expect.stringMatching(/as sent.*express\.raw/s),
      })
    }
    expect(await verifyRelayWebhook({ headers: signed, body: JSON.parse(sample) } as never, options)).toMatchObject({
      code: 'BODY_ALREADY_READ',
    })
  })

  test('is refused where its Request was read, or is being read', async () => {
    const read = toWebhookRequest(sample)
    await read.text()
    expect(await verifyRelayWebhook(read, options)).toMatchObject({ code: 'BODY_ALREADY_READ' })
    const locked = toWebhookRequest(sample)
    locked.body?.getReader()
    expect(await verifyRelayWebhook(locked, options)).toMatchObject({ code: 'BODY_ALREADY_READ' })
  })

  test('is no event where its Request has none', async () => {
    const request = new Request('https://app.example', { method: 'POST', headers: signed })
    expect(await verifyRelayWebhook(request, options)).toMatchObject({ code: 'BAD_SIGNATURE' })
  })

  test('is refused where it breaks off', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
    const init = { method: 'POST', headers: signed, body, duplex: 'half' }
    const request = new Request('https://app.example', init)
    expect(await verifyRelayWebhook(request, options)).toMatchObject({ code: 'BODY_UNREADABLE' })
  })
})

describe('Secrets', () => {
  const several = { apiKey: ['hushhush-1', apiKey, 'hushhush-2'], headers: { authorization: ['a', 'b'] } }

  test('are compared in constant time, and all of them, by Node’s own crypto where there is one', async () => {
    const [compare, byWeb] = [vi.spyOn(nodeCrypto, 'timingSafeEqual'), vi.spyOn(crypto.subtle, 'verify')]
    await verify({ ...signed, authorization: 'a' }, sample, several)
    // Every key, though the second fits, and two values of the header.
    expect(compare).toHaveBeenCalledTimes(3)
    expect(byWeb).toHaveBeenCalledTimes(2)
    compare.mockReturnValue(false)
    expect(await codeOf(signed)).toBe('BAD_SIGNATURE')
  })

  test('are compared in constant time, and all of them, by Web Crypto elsewhere', async () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
    const compare = vi.spyOn(crypto.subtle, 'verify')
    await verify({ ...signed, authorization: 'a' }, sample, several)
    expect(compare).toHaveBeenCalledTimes(2 + 3)
    compare.mockResolvedValue(false)
    expect(await codeOf(signed)).toBe('BAD_SIGNATURE')
  })

  test('give one verdict by either, whatever the body, the key and what was changed on the way', async () => {
    const drawn = fc.record({
      body: fc.oneof(fc.constant(sample), fc.string({ unit: 'grapheme' }), fc.json()),
      key: fc.string({ minLength: 1, unit: 'grapheme' }).filter((key) => key.trim() !== ''),
      change: fc.constantFrom('none', 'body', 'signature', 'timestamp', 'key'),
    })
    const check = async ({ body, change, key }: { body: string; change: string; key: string }) => {
      const signature = createHmac('sha256', key.trim()).update(`${sentAt}.${body}`).digest('hex')
      const headers = {
        'x-signature-timestamp': `${sentAt + (change === 'timestamp' ? 1 : 0)}`,
        'x-signature-sha256': change === 'signature' ? '0'.repeat(64) : signature,
      }
      const more = { apiKey: change === 'key' ? `${key}x` : key }
      const rawBody = change === 'body' ? `${body} ` : body
      const byNode = await codeOf(headers, rawBody, more)
      const withoutNode = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
      const byWeb = await codeOf(headers, rawBody, more)
      withoutNode.mockRestore()
      expect(byNode).toBe(byWeb)
      expect(byNode === 'BAD_SIGNATURE').toBe(change !== 'none')
    }
    await checkProperty(fc.asyncProperty(drawn, check))
  })

  test('are said by no refusal', async () => {
    const secrets = [apiKey, 'Bearer hushhush-0x123', 'hushhush-by-a-stranger', signed['x-signature-sha256']]
    const headers = { authorization: 'Bearer hushhush-0x123' }
    const good = { ...signed, ...headers }
    const results = await Promise.all([
      verify({ ...good, authorization: 'hushhush-by-a-stranger' }, sample, { headers }),
      verify({ ...good, 'x-signature-sha256': 'hushhush-by-a-stranger' }, sample, { headers }),
      verify({ ...good, 'x-signature-timestamp': 'hushhush-by-a-stranger' }, sample, { headers }),
      verify(good, `${sample} `, { headers }),
      verify(good, sample, { headers, toleranceMs: 0 }),
      verify(signed, sample, { headers }),
    ])
    expect(results.map((result) => result.ok)).toEqual(results.map(() => false))
    for (const secret of secrets) expect(JSON.stringify(results)).not.toContain(secret)
  })
})
