import { describe, expect, test } from 'vitest'
import { decodeRelayFrame } from '../../../src/protocols/relay/decode.js'
import { relay } from '../../../src/protocols/relay/index.js'
import { readSample, update } from './fixtures.js'
import { requestId } from './news.js'

const key = requestId

describe("Decoding the vendor's samples", () => {
  test('opens the gate at the ready message', () => {
    expect(decodeRelayFrame(readSample('ready'))).toEqual([{ type: 'ready', id: '9nqpzwmwh86' }])
    const strange = JSON.stringify({ type: 'connection', status: 'ready', data: { id: 7 } })
    expect(decodeRelayFrame(strange)).toEqual([{ type: 'ready' }])
  })

  test('counts the ack though that misspells the event', () => {
    expect(decodeRelayFrame(readSample('subscribe-response'))).toEqual([{ type: 'subscribed', key }])
  })

  test('takes the ack of an unsubscribe for nothing but a sign that the link lives', () => {
    expect(decodeRelayFrame(readSample('unsubscribe-response'))).toEqual([{ type: 'alive' }])
  })

  test('finds in what is sent what the page shows', () => {
    const topic = { kind: 'status', requestId: key } as const
    const { sync } = relay().live
    expect(sync([topic], []).map((frame) => JSON.parse(String(frame)))).toEqual([readSample('subscribe')])
    expect(sync([], [topic]).map((frame) => JSON.parse(String(frame)))).toEqual([readSample('unsubscribe')])
  })
})

describe('An update', () => {
  const data = {
    requestId: key,
    status: 'pending',
    inTxHashes: update.data.inTxHashes,
    txHashes: [],
    refundTxHashes: [],
    originChainId: 792703809,
    destinationChainId: 8453,
    updatedAt: 1765989801294,
    publishedAt: 1765989801309,
    extra: {},
  }

  test('has no type, and becomes data', () => {
    expect(decodeRelayFrame(update)).toEqual([
      {
        type: 'update',
        keys: [key],
        data: { ...data, history: [expect.objectContaining({ status: 'pending', at: 1765989801294 })] },
      },
    ])
  })

  test('is found in an envelope, and with the event misspelt', () => {
    const news = decodeRelayFrame(update)
    expect(decodeRelayFrame({ data: update })).toEqual(news)
    expect(decodeRelayFrame({ ...update, event: 'equest.status.updated' })).toEqual(news)
  })

  test('reaches the topic whatever the case of its id', () => {
    const id = `0x${key.slice(2).toUpperCase()}`
    expect(decodeRelayFrame({ ...update, data: { ...update.data, requestId: id } })).toMatchObject([
      { keys: [key], data: { requestId: key } },
    ])
  })

  test('needs a status and an id, and nothing else', () => {
    const bare = { event: update.event, data: { requestId: key, status: 'brand new' } }
    expect(decodeRelayFrame(bare)).toEqual([
      {
        type: 'update',
        keys: [key],
        data: {
          requestId: key,
          status: 'brand new',
          inTxHashes: [],
          txHashes: [],
          refundTxHashes: [],
          extra: {},
          history: [{ status: 'brand new', extra: {} }],
        },
      },
    ])
    expect(decodeRelayFrame({ event: update.event, data: { requestId: key } })).toMatchObject([{ type: 'malformed' }])
    expect(decodeRelayFrame({ event: update.event, data: { status: 'success' } })).toMatchObject([
      { type: 'malformed' },
    ])
  })

  test('keeps unknown fields, and drops no status for a field that it cannot read', () => {
    const odd = {
      ...update.data,
      status: 'success',
      updatedAt: 'now',
      details: { a: 1 },
      referrer: 'x',
      failReason: 'N/A',
      refundFailReason: null,
    }
    const [incoming] = decodeRelayFrame({ ...update, data: odd })
    expect(incoming).toMatchObject({
      type: 'update',
      data: {
        status: 'success',
        updatedAt: update.publishedAt,
        extra: { updatedAt: 'now', details: { a: 1 }, referrer: 'x' },
      },
    })
    expect(incoming).not.toHaveProperty('data.failReason')
    expect(incoming).not.toHaveProperty('data.refundFailReason')
  })

  test('whose facts are nested thousands deep, or are longer than anybody means, comes without them', () => {
    let deep: unknown = 1
    for (let level = 0; level < 5_000; level += 1) deep = { deep }
    const odd = { ...update.data, status: 'success', details: deep, note: 'x'.repeat(40_000), referrer: 'x' }
    const [incoming] = decodeRelayFrame({ ...update, data: odd })
    expect(incoming).toMatchObject({ type: 'update', data: { status: 'success', extra: { referrer: 'x' } } })
    expect(incoming).not.toHaveProperty('data.extra.details')
    expect(incoming).not.toHaveProperty('data.extra.note')
    expect(JSON.stringify(incoming).length).toBeLessThan(5_000)
  })

  test('of a refund has the hashes of the refund', () => {
    const refund = { ...update, data: { ...update.data, status: 'refund', txHashes: ['0xback'] } }
    expect(decodeRelayFrame(refund)).toMatchObject([{ data: { txHashes: [], refundTxHashes: ['0xback'] } }])
  })

  test('of another event is none', () => {
    expect(decodeRelayFrame({ ...update, event: 'request.created' })).toMatchObject([{ type: 'malformed' }])
  })
})

describe('An error frame', () => {
  const decode = (frame: object) => decodeRelayFrame(JSON.stringify({ status: 'error', ...frame }))[0]

  test('that names a request refuses that request', () => {
    expect(
      decode({
        type: 'subscribe',
        data: { filters: { id: key.toUpperCase().replace('0X', '0x') }, code: 'BAD_FILTER' },
      }),
    ).toEqual({
      type: 'refused',
      scope: 'topic',
      key,
      code: 'BAD_FILTER',
    })
  })

  test('about the connection or the key refuses this client', () => {
    const refused = (code: string) => ({ type: 'refused', scope: 'connection', code })
    expect(decode({ type: 'connection', data: { message: 'no' } })).toEqual(refused('REFUSED'))
    expect(decode({ type: 'subscribe', message: 'Unauthorized', code: 401 })).toEqual(refused('401'))
    expect(decode({ message: 'Invalid API key', errorCode: 'INVALID_KEY' })).toEqual(refused('INVALID_KEY'))
  })

  test('never hands its message on, which may quote the key', () => {
    expect(JSON.stringify(decode({ type: 'connection', message: 'Bad key sk-hushhush' }))).not.toContain('hushhush')
  })

  test('that passes refuses nobody', () => {
    expect(decode({ type: 'connection', message: 'Too many connections', code: 429 })).toMatchObject({
      type: 'malformed',
    })
    expect(decode({ message: 'Internal error' })).toMatchObject({ type: 'malformed' })
    expect(decode({ type: 'unsubscribe', message: 'No such subscription' })).toMatchObject({ type: 'malformed' })
  })
})
