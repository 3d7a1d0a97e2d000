import { describe, expect, test } from 'vitest'
import { covalent, type LogEvent, type LogsTopic } from '../../../src/protocols/covalent/index.js'
import { readCovalentDestinations } from '../../testing/support/covalentFixture.js'
import { address, holder, toLog, transfer, wholeLog } from './logs.js'

const { documented, sample } = readCovalentDestinations()
const ofAddress: LogsTopic = { kind: 'logs', chain: 1, address }
const ofTopic: LogsTopic = { kind: 'logs', chain: 1, eventSelector: transfer }
const ofHolder: LogsTopic = { kind: 'logs', chain: 1, eventSelector: transfer, indexedValues: [holder] }
const toMessage = (body: unknown, destination = sample) => ({
  command: 'MESSAGE' as const,
  destination,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const toUpper = (hex: string) => `0x${hex.slice(2).toUpperCase()}`

describe('A topic', () => {
  const { check, key } = covalent({ chains: { 'my-chain': 4242 } })

  test('has one key whatever its case, its chain’s name, and the order of its indexed values', () => {
    expect(key({ kind: 'logs', chain: 'eth-mainnet', address: toUpper(address) })).toBe(key(ofAddress))
    expect(key({ kind: 'logs', chain: '1', address })).toBe(key(ofAddress))
    expect(key({ kind: 'logs', chain: 'my-chain', address })).toBe(key({ kind: 'logs', chain: 4242, address }))
    expect(key({ ...ofAddress, fromBlock: 0 })).toBe(key(ofAddress))
    expect(key({ ...ofTopic, indexedValues: [] })).toBe(key(ofTopic))
    expect(key({ ...ofTopic, indexedValues: [transfer, toUpper(holder), holder] })).toBe(
      key({ ...ofTopic, indexedValues: [holder, transfer] }),
    )
  })

  test('has a key of its own', () => {
    const topics = [ofAddress, ofTopic, ofHolder, { ...ofAddress, fromBlock: 7 }, { ...ofAddress, chain: 10 }]
    expect(new Set(topics.map(key)).size).toBe(topics.length)
  })

  test.each<[string, object]>([
    ['no address', { chain: 1, address: '' }],
    ['a short address', { chain: 1, address: address.slice(0, -1) }],
    ['an address that is none', { chain: 1, address: address.replace('0x7', '0xz') }],
    ['an address as a selector', { chain: 1, eventSelector: address }],
    ['an indexed value that is none', { chain: 1, eventSelector: transfer, indexedValues: ['Transfer'] }],
    ['a chain that is a path', { chain: '../1', address }],
    ['a block below zero', { chain: 1, address, fromBlock: -1 }],
    ['half a block', { chain: 1, address, fromBlock: 0.5 }],
    ['neither address nor selector', { chain: 1 }],
  ])('with %s is refused with a remedy', (_, topic) => {
    const bad: LogsTopic = JSON.parse(JSON.stringify({ kind: 'logs', ...topic }))
    expect(check(bad)).toMatchObject({
      code: 'INVALID_TOPIC',
      protocol: 'covalent',
      remedy: expect.stringMatching(/\w/),
    })
  })
})

describe('Subscriptions', () => {
  const { live } = covalent()

  test('go to the documented destinations, the page’s own example among them', () => {
    const toPath = (pattern = '') =>
      pattern.replace('{chain_id}', '1').replace('{address}', address).replace('{topic}', transfer)
    expect(live.sync([ofAddress], [])).toEqual([{ command: 'SUBSCRIBE', destination: sample }])
    expect(live.sync([{ kind: 'logs', chain: 'eth-mainnet', address: toUpper(address) }, ofTopic], [])).toEqual(
      documented.map((pattern) => ({ command: 'SUBSCRIBE', destination: toPath(pattern) })),
    )
  })

  test('are one for topics that share a destination, until the last of them goes', () => {
    const later = { ...ofTopic, fromBlock: 7 }
    expect(live.sync([ofTopic, ofHolder, later], [])).toHaveLength(1)
    expect(live.sync([ofHolder], [ofTopic, ofHolder, later])).toEqual([])
    expect(live.sync([], [ofHolder])).toEqual([
      { command: 'UNSUBSCRIBE', destination: expect.stringContaining(transfer) },
    ])
  })

  test('may go elsewhere, under another prefix or wherever the app says', () => {
    const prefixed = covalent({ destinationPrefix: '/topic/v2' }).live
    expect(prefixed.sync([ofAddress], [])).toEqual([
      { command: 'SUBSCRIBE', destination: `/topic/v2/1/events/address/${address}/` },
    ])
    const own = covalent({ toDestination: ({ chain }) => (chain === 1 ? '/topic/logs.1' : undefined) }).live
    expect(own.sync([ofAddress, { ...ofAddress, chain: 10 }], [])).toEqual([
      { command: 'SUBSCRIBE', destination: '/topic/logs.1' },
    ])
  })

  test('are made for chains whose id is known, and for none where the socket is off', () => {
    const unknown: LogsTopic = { kind: 'logs', chain: 'a-chain-of-tomorrow', address }
    expect(live.carries?.(ofAddress)).toBe(true)
    expect(live.carries?.(unknown)).toBe(false)
    expect(live.sync([unknown], [])).toEqual([])
    expect(covalent({ chains: { 'a-chain-of-tomorrow': 99 } }).live.carries?.(unknown)).toBe(true)
    expect(covalent({ socket: false }).live.carries?.(ofAddress)).toBe(false)
  })
})

describe('A MESSAGE', () => {
  const { key, live } = covalent()
  const received = (frame: unknown, topics: readonly LogsTopic[]) =>
    live
      .decode(JSON.parse(JSON.stringify(frame)), topics)
      .flatMap((incoming) => (incoming.type === 'update' ? [[incoming.keys, incoming.data.items] as const] : []))
  const at = `/v1/1/events/topics/${transfer}/`

  test('is the log event object, or several of them, for the topic of its destination', () => {
    for (const body of [wholeLog, [wholeLog], { items: [wholeLog] }, { data: { items: [wholeLog] } }])
      expect(received(toMessage(body), [ofAddress, ofTopic])).toEqual([[[key(ofAddress)], [wholeLog]]])
    expect(received(toMessage(wholeLog, toUpper(sample).replace('0X', '/v')), [ofAddress])).toEqual([])
    expect(received(toMessage(wholeLog, sample.toUpperCase()), [ofAddress])).toHaveLength(1)
  })

  test('covers the blocks of its logs', () => {
    const [update] = live.decode(toMessage([toLog(7), toLog(9)]), [ofAddress])
    expect(update).toMatchObject({
      data: {
        covered: [
          { from: 7, to: 7 },
          { from: 9, to: 9 },
        ],
        isBroken: false,
        removed: [],
        left: [],
      },
    })
  })

  test('reaches every topic of its destination that it concerns', () => {
    const other = toLog(8, 1, { raw_log_topics: [transfer, `0x${'1'.repeat(64)}`] })
    const news = received(toMessage([wholeLog, other, toLog(3)], at), [ofTopic, ofHolder, { ...ofTopic, fromBlock: 5 }])
    expect(news).toEqual([
      [[key(ofTopic)], [wholeLog, other, toLog(3)]],
      [[key(ofHolder)], [wholeLog]],
      [[key({ ...ofTopic, fromBlock: 5 })], [wholeLog, other]],
    ])
  })

  test('is held to all indexed values, padded or not, the selector not counted', () => {
    const both: LogsTopic = { ...ofTopic, indexedValues: [holder, `0x${'2'.repeat(64)}`] }
    const log = (...topics: readonly string[]): LogEvent => toLog(1, 0, { raw_log_topics: [transfer, ...topics] })
    const padded = `0x${toUpper(holder).slice(2).padStart(64, '0')}`
    expect(received(toMessage(log(padded, `0x${'2'.repeat(64)}`), at), [both])).toHaveLength(1)
    for (const body of [log(padded), log(), toLog(1), toLog(1, 0, { raw_log_topics: null })])
      expect(live.decode(toMessage(body, at), [both])).toEqual([{ type: 'alive' }])
    expect(live.decode(toMessage(log(), at), [{ ...ofTopic, indexedValues: [transfer] }])).toEqual([{ type: 'alive' }])
  })

  test.each<[string, unknown]>([
    ['no JSON', toMessage('hello')],
    ['nothing', toMessage('')],
    ['null', toMessage('null')],
    ['an empty list', toMessage([])],
    ['no log', toMessage({ tx_hash: null })],
    ['a log from elsewhere', toMessage(wholeLog, '/nowhere')],
    ['no frame', 'MESSAGE'],
    ['another command', { command: 'RECEIPT' }],
  ])('with %s is junk', (_, frame) => {
    expect(Reflect.apply(live.decode, undefined, [frame, [ofAddress]])).toEqual([
      { type: 'malformed', reason: expect.stringMatching(/\w/) },
    ])
  })
})

describe('An ERROR', () => {
  const { key, live } = covalent()
  const refused = (message: string, body = '') =>
    live.decode({ command: 'ERROR', message, body }, [ofAddress, ofTopic, { kind: 'logs', chain: 'odd', address }])

  test('that names a destination refuses its topics', () => {
    expect(refused(`Access refused: ${sample}`)).toEqual([
      { type: 'refused', scope: 'topic', key: key(ofAddress), code: 'STOMP_ERROR' },
    ])
    expect(refused('403', sample.toUpperCase())).toMatchObject([{ scope: 'topic', code: 'STOMP_ERROR' }])
  })

  test.each([
    'Invalid API key',
    'Unauthorized',
    'Authentication failed',
    'HTTP 401',
    'Access denied',
    'Bad CONNECT: forbidden',
  ])('"%s" refuses the client, and its words aren’t told', (message) => {
    expect(refused(message)).toEqual([{ type: 'refused', scope: 'connection', code: 'STOMP_ERROR' }])
  })

  test.each([
    'Internal error',
    'API key: too many requests',
    '429',
    'Backend queue is full',
    'WebSocket connections are no longer available',
    '',
  ])('"%s" has no consequence', (message) => {
    expect(refused(message)).toMatchObject([{ type: 'malformed' }])
  })
})
