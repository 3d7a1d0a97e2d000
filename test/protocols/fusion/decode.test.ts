import { describe, expect, test } from 'vitest'
import { decodeFusionFrame } from '../../../src/protocols/fusion/decode.js'
import { type FusionTopic, type Intent, intentFeed } from '../../../src/protocols/fusion/index.js'
import { isIntent } from '../../../src/protocols/fusion/model.js'
import { events, proof, stats, update } from './fixtures.js'
import { intentId } from './news.js'

const topics: readonly FusionTopic[] = [{ kind: 'intent', intentId }, { kind: 'intents' }, { kind: 'stats' }]
const decode = (...frame: readonly unknown[]) => decodeFusionFrame(frame, topics)
const key = `intent ${intentId}`

/** What an event tells of the intent, and of whom else. */
function read(event: string, said: object): { readonly intent: Intent; readonly others: readonly string[] } {
  const [first, ...rest] = decode(event, said)
  if (first?.type !== 'update' || !isIntent(first.data)) throw new Error(`${event} is no news of an intent.`)
  expect(first.keys).toEqual([key])
  return { intent: first.data, others: rest.flatMap((news) => (news.type === 'update' ? news.keys : [news.type])) }
}

const plain = {
  intentId,
  status: 'executing',
  lastStatus: 'executing',
  presence: 'here',
  proofStatus: 'verified',
  solver: update.solver,
  fromChain: 42161,
  toChain: 8453,
  amount: '1500000000000000000',
  createdAt: 1765989800000,
  updatedAt: 1765989809000,
  matchedAt: 1765989802400,
  htlcState: { state: 'source_locked', legs: { source: 'locked' } },
  isPastProofs: true,
  txHashes: [{ name: 'sourceLock', hash: '0xaaa1' }],
  timestamp: 1765989809015,
  since: 1765989800000,
  reachedAt: { executing: 1765989809000 },
}

describe("An event of the vendor's own list", () => {
  test.each([
    ['intent:status', []],
    ['intent:new', ['intents']],
    ['intent:status_changed', ['intents']],
  ])('%s is an update, with every field of it', (event, others) => {
    const received = read(event, { ...update, oldStatus: 'matched' })
    const { clocks: _, ...intent } = received.intent
    expect(intent).toEqual({ ...plain, oldStatus: 'matched' })
    expect(received.others).toEqual(others)
  })

  test('intent:status tells of an end, and why', () => {
    const said = {
      ...update,
      status: 'failed',
      completedAt: 1765989810000,
      error: 'Lock timed out',
      failureReason: 'HTLC_TIMEOUT',
    }
    expect(read('intent:status', said).intent).toMatchObject({
      status: 'failed',
      completedAt: 1765989810000,
      error: 'Lock timed out',
      failureReason: 'HTLC_TIMEOUT',
    })
  })

  test.each([
    ['intent:proof', []],
    ['intent:proof_changed', ['intents']],
  ])('%s tells of the proof alone', (event, others) => {
    const received = read(event, proof)
    expect(received.intent).toMatchObject({
      status: 'unknown',
      proofStatus: 'verified',
      proofGeneratedAt: 1765989801200,
      timestamp: 1765989801230,
    })
    expect(received.intent).not.toHaveProperty('extra')
    expect(received.others).toEqual(others)
  })

  test('intent:removed and intent:not_found are states', () => {
    expect(read('intent:removed', { intentId, timestamp: 1765989809 })).toMatchObject({
      intent: { status: 'removed', updatedAt: 1765989809000 },
      others: ['intents'],
    })
    expect(read('intent:not_found', { intentId })).toMatchObject({ intent: { status: 'not_found' }, others: [] })
  })

  test('mempool:stats tells the statistics, and confirms the intents with a piece in which nothing is', () => {
    expect(decode('mempool:stats', stats)).toEqual([
      { type: 'update', keys: ['stats'], data: stats },
      { type: 'update', keys: ['intents'], data: expect.objectContaining({ items: [], covered: [] }) },
    ])
    expect(decode('mempool:stats', { ...stats, total: 'many', failed: -1 })).toMatchObject([
      { data: { submitted: 3, matched: 2, executing: 1, completed: 1, cancelled: 1 } },
      {},
    ])
  })

  test('pong answers the ping, and says what time it is there, where it says so', () => {
    expect(decode('pong', { timestamp: 1765989809015 })).toEqual([{ type: 'alive', pong: 1765989809015 }])
    expect(decode('pong', { timestamp: '2025-12-17T16:43:29.015Z' })).toEqual([{ type: 'alive', pong: 1765989809015 }])
    expect(decode('pong', { timestamp: 'noon' })).toEqual([{ type: 'alive', pong: true }])
    expect(decode('pong')).toEqual([{ type: 'alive', pong: true }])
  })

  test('intent:settlement_proof, which is never sent, says nothing', () => {
    expect(decode('intent:settlement_proof', { ...update, status: 'completed' })).toEqual([{ type: 'alive' }])
  })

  test('is never junk', () => {
    for (const event of events.filter(([name]) => name !== 'error'))
      expect(decode(...event)).not.toContainEqual(expect.objectContaining({ type: 'malformed' }))
  })

  test('is not changed by an offset of connection-state recovery after its arguments', () => {
    expect(decode('intent:status', update, 'offset-1')).toEqual(decode('intent:status', update))
  })
})

describe('An error', () => {
  test.each([`Invalid intentId ${intentId}`, { message: 'Invalid', intentId }, { error: { id: intentId } }])(
    'that names an intent refuses it: %j',
    (said) => expect(decode('error', said)).toEqual([{ type: 'refused', scope: 'topic', key, code: 'REFUSED' }]),
  )

  test.each(['Invalid intentId', { message: 'Invalid intentId' }, null, undefined])(
    'that names none is told, and may refuse the only topic that waits: %j',
    (said) =>
      expect(decode('error', said)).toEqual([
        { type: 'malformed', reason: expect.stringContaining('found fault') },
        { type: 'refused', scope: 'topic', code: 'REFUSED' },
      ]),
  )

  test('refuses nobody whose id is a part of its words', () => {
    const short: readonly FusionTopic[] = [{ kind: 'intent', intentId: 'e' }]
    const busy = decodeFusionFrame(['error', 'Server busy, please retry'], short)
    expect(busy).toMatchObject([{ type: 'malformed' }, { type: 'refused', scope: 'topic' }])
    expect(busy[1]).not.toHaveProperty('key')
    // The namespace lets nobody in, and says why.
    expect(decodeFusionFrame(['connect_error', 'Not authorized'], short)).toEqual([
      { type: 'malformed', reason: 'Fusion found fault: "Not authorized"' },
    ])
    expect(decodeFusionFrame(['error', { message: 'No such intent: e' }], short)).toMatchObject([{ type: 'refused' }])
  })

  test('about an intent that nobody follows refuses nobody', () => {
    const [told] = decodeFusionFrame(['error', intentId], [{ kind: 'intents' }])
    expect(told).toEqual({ type: 'malformed', reason: expect.any(String) })
  })
})

describe('Decoding what the page leaves open', () => {
  const readField = (said: object) => read('intent:status', { intentId, status: 'matched', ...said }).intent

  test.each([
    [1765989809, 1765989809000],
    [1765989809015, 1765989809015],
    ['1765989809015', 1765989809015],
    ['2025-12-17T16:43:29.015Z', 1765989809015],
    ['soon', undefined],
    [-1, undefined],
    [1e300, undefined],
    [{}, undefined],
  ])('takes the time %j for %s', (received, ms) => {
    expect(readField({ matchedAt: received }).matchedAt).toBe(ms)
  })

  test.each([
    ['active', { state: 'active' }],
    [
      { state: 'active', since: 5 },
      { state: 'active', since: 5 },
    ],
    [{ status: 'locked' }, { status: 'locked', state: 'locked' }],
    [{ side: 'source' }, { side: 'source', state: 'unknown' }],
    [7, undefined],
  ])('takes the HTLC state %j for %j', (received, state) => {
    expect(readField({ htlcState: received }).htlcState).toEqual(state)
  })

  test.each([
    [{ sourceLock: '0xa', claim: null }, [{ name: 'sourceLock', hash: '0xa' }]],
    [
      ['0xa', '0xb'],
      [{ hash: '0xa' }, { hash: '0xb' }],
    ],
    [[{ name: 'claim', hash: '0xa', chain: 1 }], [{ name: 'claim', hash: '0xa' }]],
    [{ claim: { hash: '0xa' } }, [{ name: 'claim', hash: '0xa' }]],
    ['0xa', [{ hash: '0xa' }]],
    [[], []],
    [7, []],
  ])('takes the transactions %j for %j', (received, transactions) => {
    expect(readField({ txHashes: received }).txHashes).toEqual(transactions)
  })

  test('takes ids or names for chains, a number for an amount, and an object for a reason', () => {
    expect(readField({ fromChain: 'Base', toChain: 10, amount: 15, error: { message: 'No gas' } })).toMatchObject({
      fromChain: 'Base',
      toChain: 10,
      amount: '15',
      error: 'No gas',
    })
  })

  test('leaves a word that nobody knows as it is', () => {
    expect(read('intent:status', { intentId, status: 'awaiting_oracle' }).intent.status).toBe('awaiting_oracle')
  })

  test('takes null for missing, and keeps unknown fields, and what cannot be read beside them', () => {
    const { extra, ...intent } = readField({ solver: null, priority: 'high', route: { hops: 2 }, matchedAt: 'soon' })
    expect(intent).not.toHaveProperty('solver')
    expect(extra).toEqual({ priority: 'high', route: { hops: 2 }, matchedAt: 'soon' })
  })

  test('keeps only so much of what is unknown', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, index]))
    const { extra = {} } = readField({ ...many, long: 'x'.repeat(20_000) })
    expect(Object.keys(extra)).toHaveLength(30)
    expect(JSON.stringify(readField({ error: 'x'.repeat(20_000) })).length).toBeLessThan(1000)
  })
})

test('Upper and lower case of a hexadecimal id are one topic', () => {
  expect(decode('intent:status', { ...update, intentId: intentId.toUpperCase().replace('0X', '0x') })).toMatchObject([
    { keys: [key] },
  ])
})

test.each([
  [['intent:status', { intentId }]],
  [['intent:status', { status: 'completed' }]],
  [['intent:status', { intentId: 7, status: 'completed' }]],
  [['intent:status', { intentId, status: 7 }]],
  [['intent:status', null]],
  [['intent:proof', { intentId }]],
  [['intent:removed', {}]],
  [['mempool:stats', { total: 'many' }]],
  [['intent:unheard_of', { intentId, status: 'completed' }]],
  [['__proto__', { intentId, status: 'completed' }]],
])('%j is junk, and said to be', (frame) => {
  expect(decodeFusionFrame(frame, topics)).toEqual([{ type: 'malformed', reason: expect.stringMatching(/Fusion/) }])
})

test('What everybody is told covers the time of the telling, by which gaps are known', () => {
  const [, piece] = decode('intent:new', update)
  expect(piece).toMatchObject({ data: { covered: [{ from: 1765989809015, to: 1765989809015 }], isBroken: false } })
  expect(intentFeed.position(read('intent:new', update).intent)).toBe(update.createdAt)
})
