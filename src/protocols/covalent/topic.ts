import { isInteger } from '../shared/guards.js'
import { type ChainIds, toChainId } from './chains.js'

interface ChainTopic {
  readonly kind: 'logs'
  /** Covalent's name or the id: `'eth-mainnet'`, `1`. Both are one. */
  readonly chain: string | number
  /** The list begins with this block; by default nothing but the chain's first is its beginning. */
  readonly fromBlock?: number
}

/** What one contract emits. Upper and lower case are one. */
export interface AddressLogsTopic extends ChainTopic {
  readonly address: string
}

/** What any contract emits with this topic, the hash of the event's signature. */
export interface TopicLogsTopic extends ChainTopic {
  readonly topic: string
  /** What else is among a log's topics: hashes, or addresses as they are. The order makes no difference. */
  readonly secondaryTopics?: readonly string[]
}

/** The log events of one chain. */
export type LogsTopic = AddressLogsTopic | TopicLogsTopic

/** Where both REST and the socket have them, after the chain: `events/address/0x…`. */
export function toLogsPath(topic: LogsTopic): string {
  const path = 'address' in topic ? `address/${topic.address}` : `topics/${topic.topic}`
  return `events/${path.toLowerCase()}`
}

/** In lower case, each once, in one order. */
export function toSecondaryTopics(topic: LogsTopic): readonly string[] {
  const secondary = 'address' in topic ? [] : (topic.secondaryTopics ?? [])
  return [...new Set(secondary.map((text) => text.toLowerCase()))].sort()
}

export function toTopicKey(topic: LogsTopic, chains?: ChainIds): string {
  const { chain, fromBlock = 0 } = topic
  return [toChainId(chain, chains) ?? chain, fromBlock, toLogsPath(topic), ...toSecondaryTopics(topic)].join('/')
}

/** The topic as its key has it, and nothing else. */
export function fromTopicKey(key: string): LogsTopic {
  const [chain = '', block, , by, hash = '', ...secondaryTopics] = key.split('/')
  const fromBlock = Number(block)
  const common = {
    kind: 'logs',
    chain: /^\d+$/.test(chain) ? Number(chain) : chain,
    ...(fromBlock > 0 && { fromBlock }),
  } as const
  if (by === 'address') return { ...common, address: hash }
  return { ...common, topic: hash, ...(secondaryTopics.length > 0 && { secondaryTopics }) }
}

/** Whether it can be asked for, and says one thing. It may come out of somebody's cache, and be anything. */
export function isLogsTopic(topic: LogsTopic): boolean {
  const { chain, fromBlock = 0 } = topic
  if (topic.kind !== 'logs' || !/^[\w-]+$/.test(`${chain}`) || !isInteger(fromBlock) || fromBlock < 0) return false
  if ('address' in topic)
    return /^0x[\da-f]{40}$/i.test(topic.address) && !('topic' in topic || 'secondaryTopics' in topic)
  return (
    /^0x[\da-f]{64}$/i.test(topic.topic) &&
    (topic.secondaryTopics ?? []).every((text) => /^0x[\da-f]{1,64}$/i.test(text))
  )
}
