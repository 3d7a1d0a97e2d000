import { isTexts, toText } from '../shared/guards.js'
import type { Webhook } from './model.js'

/** The webhooks of one bucket, of several, or of all that the credentials open. */
export interface WebhooksTopic {
  readonly kind: 'webhooks'
  /** Names or ids, in any order; absent for all. */
  readonly buckets?: readonly string[]
}

/** Those of all these topics, each once, in one order; undefined for all of the account's. */
export function toBuckets(topics: readonly WebhooksTopic[]): readonly string[] | undefined {
  if (topics.some(({ buckets }) => !buckets)) return undefined
  return [...new Set(topics.flatMap(({ buckets = [] }) => buckets))].sort()
}

export function toTopicKey(topic: WebhooksTopic): string {
  return JSON.stringify(toBuckets([topic]) ?? 'all')
}

/** The topic as its key has it, and nothing else. */
export function fromTopicKey(key: string): WebhooksTopic {
  const buckets: unknown = JSON.parse(key)
  return { kind: 'webhooks', ...(isTexts(buckets) && { buckets }) }
}

/** Tells whether a topic can be asked for. It may come out of somebody's cache, and be anything. */
export function isWebhooksTopic({ buckets, kind }: WebhooksTopic): boolean {
  const isList = Array.isArray(buckets) && buckets.length > 0 && buckets.every(toText)
  return kind === 'webhooks' && (buckets === undefined || isList)
}

/** Tells whether these buckets, or all of them, have the one that a webhook came to. */
export function isOf(buckets: WebhooksTopic['buckets'], { bucketId, bucketName }: Webhook): boolean {
  return !buckets || buckets.some((bucket) => bucket === bucketId || bucket === bucketName)
}
