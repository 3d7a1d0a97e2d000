import fc from 'fast-check'
import { type BusTopic, createBridge, relay, webhookRelay } from 'onwire/server'
import { covalent } from 'onwire/server/covalent'
import { fusion } from 'onwire/server/fusion'
import { describe, expect, test } from 'vitest'
import type { Protocol } from '../../../src/core/contract/protocol.js'
import { base, readEvents, settle, toEventsRequest } from './support/bridgeSetup.js'
import { checkProperty } from '../../support/property.js'

const address = `0x${'aA'.repeat(20)}`
const hash = `0x${'bB'.repeat(32)}`

type Fetch = typeof globalThis.fetch

const services: Readonly<Record<string, (fetch: Fetch) => Protocol>> = {
  relay: (fetch) => relay({ apiKey: 'hushhush', fetch }),
  covalent: (fetch) => covalent({ apiKey: 'hushhush', fetch, socket: false, chains: { mine: 77 } }),
  fusion: (fetch) => fusion({ url: 'https://fusion.example', fetch }),
  'webhook-relay': (fetch) =>
    webhookRelay({ credentials: () => Promise.resolve({ key: 'k', secret: 'hushhush' }), fetch }),
}

/** Asks a new bridge for a topic: what `authorize` was shown, and what the service was asked. */
async function ask(protocol: string, topic: unknown) {
  const shown: BusTopic[] = []
  const asked: string[] = []
  const service = services[protocol]?.(async (url) => {
    asked.push(url instanceof Request ? url.url : String(url))
    return Response.json({ data: { items: [{ height: 20_000 }], pagination: { has_more: false } } })
  })
  if (!service) throw new Error(`There is no ${protocol}.`)
  const show = (_request: Request, about: BusTopic) => shown.push(about) > 0
  const bridge = createBridge({
    protocols: [service],
    authorize: { [protocol]: show, [`${protocol}:intents`]: show, [`${protocol}:stats`]: show },
    onDiagnostic() {},
  })
  const url = `${base}/snapshot?topic=${encodeURIComponent(JSON.stringify({ protocol, topic }))}`
  const response = await bridge.fetch(new Request(url))
  const answer: { readonly code?: string; readonly key?: string } = await response.json()
  void bridge.close()
  return { service, shown: shown[0], asked, code: answer.code }
}

const hex = (length: number) => fc.stringMatching(new RegExp(`^0x[\\da-fA-F]{${length}}$`))
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    '',
    '0x',
    'toString',
    '__proto__',
    [address],
    [hash],
    [[1]],
    {},
    address,
    hash,
  ),
  fc.jsonValue({ maxDepth: 2 }),
)
const oftenGood = (good: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: odd })

const fields = {
  requestId: oftenGood(hex(4)),
  intentId: oftenGood(fc.oneof(hex(4), fc.constantFrom('Intent-1', 'intent-1', 'a b', '..', 'intents', '0x', '0xZZ'))),
  chain: oftenGood(
    fc.constantFrom(
      1,
      '1',
      '01',
      '0x1',
      '1e0',
      'eth-mainnet',
      'Eth-mainnet',
      'mine',
      'MINE',
      77,
      '77',
      1e21,
      '1e308',
      '-1',
      0,
    ),
  ),
  fromBlock: oftenGood(fc.constantFrom(0, 1, 7, 1e15, 0.5, '7')),
  address: oftenGood(hex(40)),
  eventSelector: oftenGood(hex(64)),
  indexedValues: oftenGood(fc.array(fc.oneof(hex(2), hex(40), fc.constantFrom('0xAB', '0xab')), { maxLength: 3 })),
  buckets: oftenGood(fc.array(fc.constantFrom('a', 'b', 'A', 'all', '"all"', 'a/b'), { maxLength: 4 })),
  more: odd,
  constructor: odd,
}

/** Fields of a service's topics, some of another's or of none, in any order. */
const toTopics = (kinds: readonly string[], own: readonly (keyof typeof fields)[]) => {
  const keys = [...own, ...(['more', 'constructor', 'requestId', 'eventSelector'] as const)]
  return fc
    .tuple(
      oftenGood(fc.constantFrom(...kinds)),
      fc.uniqueArray(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...own) }, fc.constantFrom(...keys)), {
        maxLength: 5,
      }),
      fc.record(fields),
    )
    .map(([kind, names, values]) => Object.fromEntries([['kind', kind], ...names.map((name) => [name, values[name]])]))
}

describe('A topic that is accepted reaches `authorize`, its key and the service as what its key stands for:', () => {
  test.each<[string, fc.Arbitrary<unknown>]>([
    ['relay', toTopics(['status'], ['requestId'])],
    ['covalent', toTopics(['logs'], ['chain', 'address', 'eventSelector', 'indexedValues', 'fromBlock'])],
    ['fusion', toTopics(['intent', 'intents', 'stats', 'toString'], ['intentId'])],
    ['webhook-relay', toTopics(['webhooks'], ['buckets'])],
  ])('%s', async (protocol, topics) => {
    const byKey = new Map<string, string>()
    await checkProperty(
      fc.asyncProperty(topics, async (received) => {
        const { asked, code, service, shown } = await ask(protocol, received)
        if (!shown) {
          expect(['UNKNOWN_TOPIC', 'MALFORMED_TOPIC']).toContain(code)
          expect(asked).toEqual([])
          return
        }
        const { key, topic } = shown
        expect(service.key(topic)).toBe(key)
        expect(topic.kind).toBe(Object(received).kind)
        expect(byKey.get(key) ?? JSON.stringify(topic)).toBe(JSON.stringify(topic))
        byKey.set(key, JSON.stringify(topic))
        // Nothing but what it names is asked for, whatever else was told.
        const again = await ask(protocol, topic)
        expect(again.shown).toEqual(shown)
        expect(again.asked).toEqual(asked)
      }),
      { atLeast: 150 },
    )
    expect(byKey.size).toBeGreaterThan(2)
  })
})

const lower = { address: address.toLowerCase(), hash: hash.toLowerCase() }

test.each([
  ['relay', { kind: 'status', requestId: '0xAB', more: 1 }, { kind: 'status', requestId: '0xab' }],
  ['fusion', { kind: 'intent', intentId: '0xAB' }, { kind: 'intent', intentId: '0xab' }],
  ['fusion', { kind: 'intent', intentId: 'Intent-1' }, { kind: 'intent', intentId: 'Intent-1' }],
  ['fusion', { kind: 'intents', intentId: 'x' }, { kind: 'intents' }],
  ['covalent', { kind: 'logs', chain: 'eth-mainnet', address }, { kind: 'logs', chain: 1, address: lower.address }],
  ['covalent', { kind: 'logs', chain: 'mine', address }, { kind: 'logs', chain: 77, address: lower.address }],
  ['covalent', { kind: 'logs', chain: 'new-net', address }, { kind: 'logs', chain: 'new-net', address: lower.address }],
  [
    'covalent',
    { kind: 'logs', chain: 1, eventSelector: hash, indexedValues: [hash, '0xAB', '0xab'], fromBlock: 7 },
    { kind: 'logs', chain: 1, fromBlock: 7, eventSelector: lower.hash, indexedValues: ['0xab', lower.hash] },
  ],
  ['webhook-relay', { kind: 'webhooks', buckets: ['b', 'a', 'b'] }, { kind: 'webhooks', buckets: ['a', 'b'] }],
  ['webhook-relay', { kind: 'webhooks', more: ['a'] }, { kind: 'webhooks' }],
])('%s has `authorize` shown %j as %j', async (protocol, received, topic) => {
  expect((await ask(protocol, received)).shown?.topic).toEqual(topic)
})

test.each([
  ['relay', 'another kind', { kind: 'toString', requestId: '0xab' }],
  ['relay', 'a list for an id', { kind: 'status', requestId: ['0xab'] }],
  ['covalent', 'an address and an event selector', { kind: 'logs', chain: 1, address, eventSelector: hash }],
  ['covalent', 'an address with indexed values', { kind: 'logs', chain: 1, address, indexedValues: [hash] }],
  ['covalent', 'a list for an address', { kind: 'logs', chain: 1, address: [address] }],
  ['covalent', 'a list for an event selector', { kind: 'logs', chain: 1, eventSelector: [hash] }],
  ['covalent', 'a list for a chain', { kind: 'logs', chain: [1], address }],
  ['covalent', 'lists for indexed values', { kind: 'logs', chain: 1, eventSelector: hash, indexedValues: [[hash]] }],
  ['covalent', 'true for a chain', { kind: 'logs', chain: true, address }],
  ['fusion', 'a list for an id', { kind: 'intent', intentId: ['0xab'] }],
  ['webhook-relay', 'a text for buckets', { kind: 'webhooks', buckets: 'all' }],
  ['webhook-relay', 'null for buckets', { kind: 'webhooks', buckets: null }],
])('%s refuses %s, and asks neither authorize nor the service', async (protocol, _, received) => {
  expect(await ask(protocol, received)).toMatchObject({ code: 'UNKNOWN_TOPIC', shown: undefined, asked: [] })
})

test('A topic that names an event and somebody’s address shows nothing of the address to who may see the event', async () => {
  const bridge = createBridge({
    protocols: [covalent({ apiKey: 'hushhush', socket: false })],
    authorize: (_, { topic }) => 'eventSelector' in topic && topic.eventSelector === lower.hash,
    onDiagnostic() {},
  })
  const topic = { kind: 'logs', chain: 1, eventSelector: lower.hash, address }
  const response = await bridge.fetch(toEventsRequest([{ protocol: 'covalent', topic }]))
  const reader = readEvents(response)
  await settle()
  expect(reader.eventNames()).not.toContain('subscribed')
  void bridge.close()
})

test('A protocol that can’t say what topic a key stands for is refused when the bridge is made', () => {
  const other: Protocol = { ...relay(), name: 'toString' }
  const make = (protocol: Protocol) => createBridge({ protocols: [protocol], authorize: () => true })
  expect(() => make(other)).toThrow(expect.objectContaining({ code: 'NO_FROM_KEY' }))
  void make({ ...other, fromKey: (requestId) => ({ kind: 'status', requestId }) }).close()
})
