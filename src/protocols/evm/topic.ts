import { isInteger, isText } from '../shared/guards.js'
import type { LogsTopic, TopicFilter } from '../shared/logs/logsTopic.js'

export type { LogsTopic }

/** One transaction of the chain. */
export interface TransactionTopic {
  readonly kind: 'transaction'
  readonly chain: number
  /** `0x` and 64 hexadecimal digits. Upper and lower case are one. */
  readonly hash: string
}

/** The newest block of the chain. */
export interface HeadTopic {
  readonly kind: 'head'
  readonly chain: number
}

export type EvmTopic = LogsTopic | TransactionTopic | HeadTopic

export function isHead(topic: EvmTopic): topic is HeadTopic {
  return topic.kind === 'head'
}

export function isTransaction(topic: EvmTopic): topic is TransactionTopic {
  return topic.kind === 'transaction'
}

/** A filter, as `eth_getLogs` and `eth_subscribe` take it. */
export interface LogsFilter {
  readonly address?: string
  readonly topics?: readonly TopicFilter[]
}

/** In lower case; alternatives in one order, and no places at the end that take anything. */
export function toFilter(topic: LogsTopic): LogsFilter {
  if (!('address' in topic)) return { topics: [topic.eventSelector.toLowerCase()] }
  const topics = (topic.topics ?? []).map(toPlace)
  const count = topics.reduce((last, place, nth) => (place === null ? last : nth + 1), 0)
  return { address: topic.address.toLowerCase(), ...(count > 0 && { topics: topics.slice(0, count) }) }
}

function toPlace(place: TopicFilter): TopicFilter {
  if (place === null || isText(place)) return place && place.toLowerCase()
  const [first, ...others] = [...new Set(place.map((text) => text.toLowerCase()))].sort()
  return first === undefined ? null : others.length > 0 ? [first, ...others] : first
}

export function toTopicKey(topic: EvmTopic): string {
  if (isTransaction(topic)) return `transaction/${topic.chain}/${topic.hash.toLowerCase()}`
  if (isHead(topic)) return `head/${topic.chain}`
  const { address = '', topics = [] } = toFilter(topic)
  const places = topics.map((place) => (isText(place) ? place : (place ?? []).join('|')))
  return [topic.chain, topic.fromBlock ?? 0, address, places.join()].join('/')
}

/** The topic as its key has it, and nothing else. */
export function fromTopicKey(key: string): EvmTopic {
  const [kind, id, hash = ''] = key.split('/')
  if (kind === 'transaction') return { kind, chain: Number(id), hash }
  if (kind === 'head') return { kind, chain: Number(id) }
  const [chain = '', block, address = '', text = ''] = key.split('/')
  const fromBlock = Number(block)
  const common = { kind: 'logs', chain: Number(chain), ...(fromBlock > 0 && { fromBlock }) } as const
  if (!address) return { ...common, eventSelector: text }
  const topics = text.split(',').map((place) => (place.includes('|') ? place.split('|') : place || null))
  return { ...common, address, ...(text && { topics }) }
}

/** Tells whether a topic is one of this chain's. It may come out of somebody's cache, and be anything. */
export function isEvmTopic(topic: EvmTopic, chainId: number): boolean {
  if (isTransaction(topic)) return topic.chain === chainId && isHash(topic.hash)
  if (isHead(topic)) return topic.chain === chainId
  return isLogsTopic(topic, chainId)
}

function isLogsTopic(topic: LogsTopic, chainId: number): boolean {
  const { chain, fromBlock = 0, kind } = topic
  if (kind !== 'logs' || chain !== chainId || !isInteger(fromBlock) || fromBlock < 0) return false
  if (!('address' in topic)) return isHash(topic.eventSelector) && !topic.indexedValues?.length
  const { address, topics = [] } = topic
  const isPlace = (place: unknown) => place === null || (Array.isArray(place) ? place.every(isHash) : isHash(place))
  return /^0x[\da-f]{40}$/i.test(address) && Array.isArray(topics) && topics.length <= 4 && topics.every(isPlace)
}

function isHash(value: unknown): boolean {
  return isText(value) && /^0x[\da-f]{64}$/i.test(value)
}
