import { isText } from '../guards.js'
import type { Webhook } from './model.js'

/** The webhooks of one bucket, of several, or of all that the credentials open. */
export interface WebhooksTopic {
  readonly kind: 'webhooks'
  /** Names or ids, in any order; absent for all. */
  readonly buckets?: readonly string[]
}

/** Each once, in one order; undefined for all. */
export function toBuckets({ buckets }: WebhooksTopic): readonly string[] | undefined {
  return buckets && [...new Set(buckets)].sort()
}

export function toTopicKey(topic: WebhooksTopic): string {
  return JSON.stringify(toBuckets(topic) ?? 'all')
}

/** Whether it can be asked for. It may come out of somebody's cache, and be anything. */
export function isWebhooksTopic({ buckets, kind }: WebhooksTopic): boolean {
  const isList = Array.isArray(buckets) && buckets.length > 0 && buckets.every((name) => isText(name) && name !== '')
  return kind === 'webhooks' && (buckets === undefined || isList)
}

/** Whether a topic is of the bucket that a webhook came to. */
export function isOf({ buckets }: WebhooksTopic, { bucketId, bucketName }: Webhook): boolean {
  return !buckets || buckets.some((bucket) => bucket === bucketId || bucket === bucketName)
}
