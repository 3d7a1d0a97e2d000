import { describe, expect, test } from 'vitest'
import { matchWebhooks } from '../../../src/protocols/webhookRelay/match.js'
import { isWebhook, mergeWebhook, type Webhook } from '../../../src/protocols/webhookRelay/model.js'
import { readLog, readMessage } from '../../../src/protocols/webhookRelay/read.js'
import { log, message } from './webhooks.js'

const at = 1_765_989_800_250

function read<Read>(webhook: Read | undefined): Read {
  if (webhook === undefined) throw new Error('It could not be read.')
  return webhook
}
const pushed = (change: object = {}, meta: object = {}, arrivedAt = at): Webhook =>
  read(readMessage({ ...message, ...change, meta: { ...message.meta, ...meta } }, arrivedAt))
const logged = (change: object = {}): Webhook => read(readLog({ ...log, ...change }))

/** What is known once all of it has come, piece by piece. */
function gather(...all: readonly Webhook[]): readonly Webhook[] {
  const known = new Map<string, Webhook>()
  for (const news of all)
    for (const webhook of matchWebhooks([...known.values()], [news]))
      known.set(webhook.id, mergeWebhook(known.get(webhook.id), webhook))
  return [...known.values()]
}

describe('Reading a webhook', () => {
  test("makes one shape of the vendor's sample and its log", () => {
    const { arrivedAt, id, outputs, receivedAt, ...received } = pushed()
    expect({ arrivedAt, id, outputs, receivedAt }).toEqual({ arrivedAt: at, id: '', outputs: ['111'], receivedAt: at })
    expect(received).toEqual({
      bucketId: message.meta.bucked_id,
      bucketName: 'a',
      inputId: message.meta.input_id,
      inputName: 'Default public endpoint',
      destinations: ['http://localhost:8080'],
      headers: message.headers,
      query: 'foo=bar',
      body: '{"hi": "there"}',
      method: 'PUT',
    })
    expect(logged()).toMatchObject({ id: 'log-1', query: 'foo=bar', status: 'sent', loggedAt: 1_765_989_800_000 })
    for (const webhook of [logged(), { ...pushed(), id: '~1' }]) expect(isWebhook(structuredClone(webhook))).toBe(true)
  })

  test('takes `bucket_id` as well as `bucked_id`', () => {
    expect(pushed({}, { bucked_id: undefined, bucket_id: 'x' }).bucketId).toBe('x')
  })

  test.each([
    [1_765_989_800, 1_765_989_800_000],
    ['1765989800', 1_765_989_800_000],
    [1_765_989_800_250, at],
    ['2025-12-17T16:43:20.25Z', at],
    ['2025-12-17T17:43:20.250999999+01:00', at],
  ])('takes %j for a time', (created_at, time) => expect(logged({ created_at }).receivedAt).toBe(time))

  test.each([[null], [''], ['soon'], [Number.NaN], [-5], [{}]])('leaves out a log whose time is %j', (created_at) =>
    expect(readLog({ ...log, created_at })).toBeUndefined(),
  )

  test.each([
    [{ status: 200 }, '200'],
    [{ status: '', status_code: 502 }, '502'],
    [{ status: 0, status_code: 0 }, undefined],
  ])('reads the status of %j', (change, status) => expect(logged(change).status).toBe(status))
})

describe('Matching webhooks', () => {
  test('takes a message without an id and its log for one, whichever is first, and keeps the id that was shown', () => {
    // The log tells the second, and the order within it.
    const loggedAt = Math.floor(at / 1000) * 1000
    const [first, ...others] = gather(pushed(), logged(), logged({ status: 'failed' }))
    expect(others).toEqual([])
    expect(first).toMatchObject({ id: `~${at}`, logId: 'log-1', status: 'failed', receivedAt: loggedAt })
    expect(gather(logged(), pushed())).toMatchObject([{ id: 'log-1', status: 'sent', arrivedAt: at }])
  })

  test('takes messages with an id and their log for one, by the id alone', () => {
    expect(gather(pushed({}, { id: 'log-1' }), logged({ body: 'cut' }), pushed({}, { id: 'log-1' }))).toHaveLength(1)
  })

  test.each([
    ['body', { body: 'other' }],
    ['method', { method: 'POST' }],
    ['query', { raw_query: '' }],
    ['bucket', { bucket_id: 'x' }],
    ['input', { input_id: 'x' }],
    ['header', { headers: { 'Content-Type': ['text/plain'] } }],
    ['time, by more than a minute', { created_at: 1_765_989_900 }],
  ])('takes another %s for another webhook', (_what, change) => {
    expect(gather(pushed(), logged(change))).toHaveLength(2)
  })

  test('leaves two that say the same two, and each finds its own log', () => {
    const [a, b] = [pushed({}, {}, at), pushed({}, {}, at + 5)]
    const [one, two] = [logged(), logged({ id: 'log-2' })]
    expect(gather(a, b, two, one, two).map(({ logId }) => logId)).toEqual(expect.arrayContaining(['log-1', 'log-2']))
    expect(gather(one, two, a, b)).toHaveLength(2)
    expect(gather(a, one, b, two)).toHaveLength(2)
    // Even in one moment.
    expect(gather(a, a, one, two)).toHaveLength(2)
  })

  test('knows what another engine has named under the id under which it was known here first', () => {
    const named = { ...pushed(), id: `~${at}` }
    const joined = { ...mergeWebhook(named, logged()), id: 'log-1' }
    expect(gather(logged(), named)).toMatchObject([{ id: 'log-1', arrivedAt: at }])
    // Also where it is told again, with and without its log.
    expect(gather(logged(), named, named, { ...named, logId: 'log-1' })).toHaveLength(1)
    expect(gather(named, joined)).toMatchObject([{ id: `~${at}`, logId: 'log-1' }])
    expect(gather(joined, named)).toMatchObject([{ id: 'log-1' }])
    // Its log is another one, or it came at another time.
    expect(gather(logged(), { ...named, logId: 'log-2' })).toHaveLength(2)
    expect(gather(joined, { ...named, id: '~1', arrivedAt: at + 5, receivedAt: at + 5 })).toHaveLength(2)
  })

  test('keeps the destinations of all its outputs, also where the log, which tells none, comes last', () => {
    const second = { output_name: '222', output_destination: 'https://second.example/hook' }
    const destinations = ['http://localhost:8080', 'https://second.example/hook']
    expect(gather(pushed(), pushed({}, second), logged())).toMatchObject([{ destinations }])
    expect(pushed({}, { output_destination: 7 })).not.toHaveProperty('destinations')
    expect(isWebhook({ ...pushed(), id: 'x', destinations: [7] })).toBe(false)
  })

  test('takes several outputs for one webhook, with and without ids', () => {
    const second = { output_name: '222' }
    expect(gather(pushed(), pushed({}, second), logged())).toMatchObject([{ outputs: ['111', '222'] }])
    expect(gather(pushed({}, { id: 'x' }), pushed({}, { ...second, id: 'x' }))).toMatchObject([
      { outputs: ['111', '222'] },
    ])
    expect(gather(pushed(), pushed({}, second), pushed(), pushed({}, second))).toHaveLength(2)
  })
})
