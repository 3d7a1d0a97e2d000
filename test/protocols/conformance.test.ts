import fc from 'fast-check'
import {
  describeFeed,
  describeProtocol,
  describeState,
  type ProtocolCase,
  type StateCase,
} from 'onwire/testing/conformance'
import { toFeedPiece } from '../../src/core/feed/toFeedPiece.js'
import { covalent, type LogsTopic } from '../../src/protocols/covalent/index.js'
import { evm, type EvmTopic } from '../../src/protocols/evm/index.js'
import { toSubscription } from '../../src/protocols/evm/wire.js'
import { intentFeed, toIntentPiece } from '../../src/protocols/fusion/feed.js'
import {
  fusion,
  type FusionData,
  type FusionTopic,
  type Intent,
  type IntentTopic,
  type MempoolStatsData,
} from '../../src/protocols/fusion/index.js'
import { createIntentState } from '../../src/protocols/fusion/state.js'
import { createStatsState } from '../../src/protocols/fusion/stats.js'
import { isText, toRecord } from '../../src/protocols/shared/guards.js'
import { relay } from '../../src/protocols/relay/index.js'
import { mergeWebhook } from '../../src/protocols/webhookRelay/model.js'
import { readLog, readMessage } from '../../src/protocols/webhookRelay/read.js'
import { webhookRelay, type Webhook, type WebhooksTopic } from '../../src/protocols/webhookRelay/index.js'
import { framework, toDraw } from './conformance.js'
import { address, holder, toLog, transfer, wholeLog } from './covalent/logs.js'
import { events, stats } from './fusion/fixtures.js'
import {
  intentId,
  manyNews,
  say as intentNews,
  timedNews as timedIntents,
  untimedNews as untimedIntents,
} from './fusion/news.js'
import { readSample, update } from './relay/fixtures.js'
import { requestId, say as relayNews, timedNews, untimedNews } from './relay/news.js'
import { message, log as webhookLog } from './webhookRelay/webhooks.js'

// A new protocol adds a block.

describeProtocol(framework, 'relay', () => ({
  protocol: relay(),
  topics: [
    { kind: 'status', requestId },
    { kind: 'status', requestId: '0x01' },
    { kind: 'status', requestId: '0x02' },
  ],
  twin: { kind: 'status', requestId: `0x${requestId.slice(2).toUpperCase()}` },
  value: relayNews('pending', { updatedAt: 1 }),
  badTopics: ['', '0x', '0xzz', 'ae08', ` ${requestId}`, `${requestId}&requestId=0x01`].map((id) => ({
    kind: 'status',
    requestId: id,
  })),
  wire: {
    frames: [readSample('ready'), readSample('subscribe-response'), readSample('unsubscribe-response'), update],
    toSubscribed(frames) {
      const ids = new Set<string>()
      for (const frame of frames) {
        const { filters, type } = JSON.parse(String(frame))
        if (type === 'subscribe') ids.add(filters.id)
        else ids.delete(filters.id)
      }
      return ids
    },
  },
}))

describeState(framework, "relay's status", () => ({
  state: relay().stateOf({ kind: 'status', requestId }),
  timedNews: toDraw(timedNews),
  untimedNews: toDraw(untimedNews),
  toTime: ({ updatedAt }) => updatedAt,
}))

const coordinator = fusion({ url: 'https://fusion.example' })

describeProtocol(framework, 'fusion', (): ProtocolCase<FusionTopic, FusionData, unknown> => ({
  protocol: coordinator,
  topics: [
    { kind: 'intent', intentId },
    { kind: 'intent', intentId: 'intent-2' },
    { kind: 'intent', intentId: 'Intent-2' },
    { kind: 'intents' },
    { kind: 'stats' },
  ],
  twin: { kind: 'intent', intentId: `0x${intentId.slice(2).toUpperCase()}` },
  value: intentNews('matched'),
  badTopics: ['', ' ', 'a b', '.', '..', 'x'.repeat(201), 'é'].map((id) => ({ kind: 'intent', intentId: id })),
  wire: {
    frames: events,
    toSubscribed(frames) {
      const rooms = new Set<string>()
      for (const frame of frames) {
        const [event, id] = Array.isArray(frame) ? frame.map(String) : []
        if (!event) continue
        const room = event.endsWith(':all') ? 'all' : coordinator.key({ kind: 'intent', intentId: String(id) })
        if (event.startsWith('subscribe:')) rooms.add(room)
        else rooms.delete(room)
      }
      return rooms
    },
    toRoom: (topic) => (topic.kind === 'intent' ? coordinator.key(topic) : 'all'),
  },
}))

describeState(framework, "fusion's intent", (): StateCase<IntentTopic, Intent> => ({
  state: createIntentState({ kind: 'intent', intentId }, () => Promise.reject(new Error('Nobody is asked.')), 600_000),
  timedNews: toDraw(timedIntents),
  untimedNews: toDraw(untimedIntents),
  toTime: ({ updatedAt }) => updatedAt,
}))

const count = fc.nat({ max: 3 })

describeState(framework, "fusion's statistics", () => ({
  state: createStatsState(),
  timedNews: undefined,
  untimedNews: toDraw(
    fc.record({ total: count, matched: count }).map((received): MempoolStatsData => ({ ...stats, ...received })),
  ),
  toTime: () => undefined,
}))

describeFeed(framework, "fusion's intents", () => ({
  feed: intentFeed,
  pieces: toDraw(fc.array(manyNews, { maxLength: 4 }).map(toIntentPiece)),
}))

const logs = covalent()
const sample = `/v1/1/events/address/${address}/`
const toRequest = (frame: unknown) => {
  const { command, destination } = toRecord(frame)
  return { command, destination: String(destination) }
}

describeProtocol(framework, 'covalent', (): ProtocolCase<LogsTopic, unknown, unknown> => ({
  protocol: logs,
  topics: [
    { kind: 'logs', chain: 1, address },
    { kind: 'logs', chain: 10, address },
    { kind: 'logs', chain: 1, eventSelector: transfer },
    { kind: 'logs', chain: 1, eventSelector: transfer, indexedValues: [holder] },
    { kind: 'logs', chain: 1, eventSelector: transfer, fromBlock: 7 },
  ],
  twin: { kind: 'logs', chain: 'eth-mainnet', address: `0x${address.slice(2).toUpperCase()}` },
  badTopics: ['', '0x', address.slice(1), `${address}0`, ` ${address}`, `${address}/`].map((bad) => ({
    kind: 'logs',
    chain: 1,
    address: bad,
  })),
  wire: {
    frames: [
      { command: 'MESSAGE', destination: sample, body: JSON.stringify(wholeLog) },
      { command: 'ERROR', message: 'Invalid API key', body: '' },
      { command: 'ERROR', message: 'Refused', body: sample },
    ],
    readsText: false,
    toSubscribed(frames) {
      const places = new Set<string>()
      for (const { command, destination } of frames.map(toRequest))
        if (command === 'SUBSCRIBE') places.add(destination)
        else places.delete(destination)
      return places
    },
    toRoom: (topic) =>
      logs.live
        .sync([topic], [])
        .map((frame) => toRequest(frame).destination)
        .join(),
  },
}))

describeFeed(framework, "covalent's logs", () => ({
  feed: logs.feed,
  pieces: toDraw(
    fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 4 }).map((heights) =>
      toFeedPiece(
        heights.map((height) => toLog(height)),
        logs.feed.position,
      ),
    ),
  ),
}))

const node = evm({ chainId: 1, rpcUrl: 'https://node.example', url: 'wss://node.example' })
const hash = (digit: string) => `0x${digit.repeat(64)}`

describeProtocol(framework, 'evm', (): ProtocolCase<EvmTopic, unknown, unknown> => ({
  protocol: node,
  topics: [
    { kind: 'logs', chain: 1, address },
    { kind: 'logs', chain: 1, address: `0x${'12'.repeat(20)}` },
    { kind: 'logs', chain: 1, eventSelector: transfer },
    { kind: 'logs', chain: 1, address, topics: [transfer, null, [hash('b'), hash('a')]] },
    { kind: 'logs', chain: 1, address, fromBlock: 7 },
  ],
  twin: { kind: 'logs', chain: 1, address: `0x${address.slice(2).toUpperCase()}`, topics: [null, []] },
  badTopics: [
    { kind: 'logs', chain: 2, address },
    { kind: 'transaction', chain: 2, hash: hash('a') },
    { kind: 'transaction', chain: 1, hash: '0x12' },
    { kind: 'logs', chain: 1, address: `${address}0` },
    { kind: 'logs', chain: 1, address, topics: ['0x12'] },
    { kind: 'logs', chain: 1, eventSelector: transfer, indexedValues: [holder] },
  ],
  wire: {
    frames: [
      { type: 'subscribed', name: toSubscription({ kind: 'logs', chain: 1, address }) },
      { type: 'refused', name: toSubscription({ kind: 'logs', chain: 1, eventSelector: transfer }), code: -32601 },
      {
        type: 'news',
        name: toSubscription({ kind: 'logs', chain: 1, address }),
        result: {
          address,
          blockHash: hash('a'),
          blockNumber: '0x10',
          transactionHash: hash('c'),
          logIndex: '0x0',
          topics: [transfer],
          data: '0x',
        },
      },
      { type: 'news', name: 'newHeads', result: { number: '0x10', hash: hash('a'), parentHash: hash('b') } },
      { type: 'answer', method: 'eth_chainId', result: '0x1' },
    ],
    readsText: false,
    toSubscribed(frames) {
      const names = new Set<string>()
      for (const { name, type } of frames.map(toRecord))
        if (name !== 'newHeads') names[type === 'subscribe' ? 'add' : 'delete'](String(name))
      return names
    },
    toRoom: toSubscription,
  },
}))

describeFeed(framework, "evm's logs", () => ({
  feed: node.feed,
  pieces: toDraw(
    fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 4 }).map((heights) =>
      toFeedPiece(
        heights.map((height) => toLog(height)),
        node.feed.position,
      ),
    ),
  ),
}))

const buckets = webhookRelay({
  credentials: () => Promise.resolve({ key: 'hushhush-key', secret: 'hushhush-secret' }),
  now: () => 1,
})

describeProtocol(framework, 'webhookRelay', (): ProtocolCase<WebhooksTopic, unknown, unknown> => ({
  protocol: buckets,
  topics: [
    { kind: 'webhooks', buckets: ['a'] },
    { kind: 'webhooks', buckets: ['b, "c'] },
    { kind: 'webhooks', buckets: ['A'] },
  ],
  twin: { kind: 'webhooks', buckets: ['a', 'a'] },
  badTopics: [[], [''], ['a', '']].map((bad) => ({ kind: 'webhooks', buckets: bad })),
  wire: {
    frames: [
      ...['authenticated', 'subscribed', 'ping', 'unauthorized', 'news'].map((status) => ({
        type: 'status',
        status,
        message: 'subscribed to buckets: a, b',
      })),
      message,
    ],
    leavesAll: false,
    toSubscribed(frames) {
      const frame = frames.at(-1)
      const last: { readonly buckets?: readonly string[] } = isText(frame) ? JSON.parse(frame) : { buckets: [] }
      return new Set((last.buckets ?? ['all']).map((bucket) => JSON.stringify([bucket])))
    },
  },
}))

describeFeed(framework, "webhookRelay's webhooks", () => ({
  feed: buckets.feed,
  pieces: toDraw(
    fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 4 }).map((times) =>
      toFeedPiece(
        times.flatMap((nth): readonly Webhook[] => {
          const pushed = readMessage({ ...message, meta: { ...message.meta, id: `log-${nth}` } }, 1e12 + nth * 2000)
          const logged = readLog({ ...webhookLog, id: `log-${nth}`, created_at: 1e9 + nth * 2 })
          return pushed && logged ? [nth % 2 ? pushed : mergeWebhook(pushed, logged)] : []
        }),
        buckets.feed.position,
      ),
    ),
  ),
}))
