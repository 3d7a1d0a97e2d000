import { isTexts } from '../shared/guards.js'
import type { WebhooksTopic } from './topic.js'

/** The topic as its key has it, and nothing else. For servers: no page needs it. */
export function fromTopicKey(key: string): WebhooksTopic {
  const buckets: unknown = JSON.parse(key)
  return { kind: 'webhooks', ...(isTexts(buckets) && { buckets }) }
}
