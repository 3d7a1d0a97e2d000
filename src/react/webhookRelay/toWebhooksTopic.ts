import type { WebhooksTopic } from '../../protocols/webhookRelay/index.js'

/** Which webhooks. */
export interface WebhooksSelection {
  /**
   * Buckets by name or id, in any order. All of them where it is left out.
   * An empty list names none, and disables the hook.
   */
  readonly buckets?: readonly string[] | undefined
}

/** Each bucket once, in one order: one query for one topic. */
export function toWebhooksTopic({ buckets }: WebhooksSelection): WebhooksTopic | undefined {
  if (!buckets) return { kind: 'webhooks' }
  return buckets.length > 0 ? { kind: 'webhooks', buckets: [...new Set(buckets)].sort() } : undefined
}
