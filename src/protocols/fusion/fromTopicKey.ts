import type { FusionTopic } from './topic.js'

/** The topic as its key has it, and nothing else. For servers: no page needs it. */
export function fromTopicKey(key: string): FusionTopic | undefined {
  if (key.startsWith('intent ')) return { kind: 'intent', intentId: key.slice('intent '.length) }
  return key === 'intents' || key === 'stats' ? { kind: key } : undefined
}
