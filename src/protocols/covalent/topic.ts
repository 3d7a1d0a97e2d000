import { isInteger } from '../shared/guards.js'
import { type ChainIds, toChainId } from '../shared/logs/chainIds.js'
import type { LogsTopic } from '../shared/logs/logsTopic.js'

export type { LogsTopic }

/** Where both REST and the socket have them, after the chain: `events/address/0x…`. */
export function toLogsPath(topic: LogsTopic): string {
  const path = 'address' in topic ? `address/${topic.address}` : `topics/${topic.eventSelector}`
  return `events/${path.toLowerCase()}`
}

/** In lower case, each once, in one order. */
export function toIndexedValues(topic: LogsTopic): readonly string[] {
  const values = 'address' in topic ? [] : (topic.indexedValues ?? [])
  return [...new Set(values.map((text) => text.toLowerCase()))].sort()
}

export function toTopicKey(topic: LogsTopic, chains?: ChainIds): string {
  const { chain, fromBlock = 0 } = topic
  return [toChainId(chain, chains) ?? chain, fromBlock, toLogsPath(topic), ...toIndexedValues(topic)].join('/')
}

/** The topic as its key has it, and nothing else. */
export function fromTopicKey(key: string): LogsTopic {
  const [chain = '', block, , by, hash = '', ...indexedValues] = key.split('/')
  const fromBlock = Number(block)
  const common = {
    kind: 'logs',
    chain: /^\d+$/.test(chain) ? Number(chain) : chain,
    ...(fromBlock > 0 && { fromBlock }),
  } as const
  if (by === 'address') return { ...common, address: hash }
  return { ...common, eventSelector: hash, ...(indexedValues.length > 0 && { indexedValues }) }
}

/** Tells whether a topic can be asked for, and says one thing. It may come out of somebody's cache, and be anything. */
export function isLogsTopic(topic: LogsTopic): boolean {
  const { chain, fromBlock = 0 } = topic
  if (topic.kind !== 'logs' || !/^[\w-]+$/.test(`${chain}`) || !isInteger(fromBlock) || fromBlock < 0) return false
  if ('address' in topic)
    return (
      /^0x[\da-f]{40}$/i.test(topic.address) && !/eventSelector|indexedValues|topics/.test(Object.keys(topic).join())
    )
  return (
    /^0x[\da-f]{64}$/i.test(topic.eventSelector) &&
    (topic.indexedValues ?? []).every((text) => /^0x[\da-f]{1,64}$/i.test(text))
  )
}
