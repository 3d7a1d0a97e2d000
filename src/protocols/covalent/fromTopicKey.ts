import type { LogsTopic } from './topic.js'

/** The topic as its key has it, and nothing else. For servers: no page needs it. */
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
