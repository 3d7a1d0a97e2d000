/** One intent. */
export interface IntentTopic {
  readonly kind: 'intent'
  readonly intentId: string
}

/** All intents, as they come and change: a feed. */
export interface IntentsTopic {
  readonly kind: 'intents'
}

/** How many intents there are, by where they are. */
export interface MempoolStatsTopic {
  readonly kind: 'stats'
}

export type FusionTopic = IntentTopic | IntentsTopic | MempoolStatsTopic

export function toTopicKey(topic: FusionTopic): string {
  return topic.kind === 'intent' ? toIntentKey(topic.intentId) : topic.kind
}

/** Upper and lower case of a hexadecimal id are one; of any other they may be two. */
export function toIntentKey(intentId: string): string {
  return `intent ${/^0x[\da-f]+$/i.test(intentId) ? intentId.toLowerCase() : intentId}`
}

/** The topic as its key has it, and nothing else. */
export function fromTopicKey(key: string): FusionTopic | undefined {
  if (key.startsWith('intent ')) return { kind: 'intent', intentId: key.slice('intent '.length) }
  return key === 'intents' || key === 'stats' ? { kind: key } : undefined
}
