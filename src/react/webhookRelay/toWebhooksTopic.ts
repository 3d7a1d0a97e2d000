import type { WebhooksTopic } from '../../protocols/webhookRelay/index.js'

/** Which webhooks. */
export interface WebhooksSelection {
  /**
   * Buckets by name or id, in any order. All of them where it is left out.
   * A list that names none, or empty names alone, disables the hook.
   */
  readonly buckets?: readonly string[] | undefined
}

/** Each bucket once, in one order: one query for one topic. */
export function toWebhooksTopic({ buckets }: WebhooksSelection): WebhooksTopic | undefined {
  if (!buckets) return { kind: 'webhooks' }
  const names = new Set(buckets.filter(Boolean))
  return names.size > 0 ? { kind: 'webhooks', buckets: [...names].sort() } : undefined
}
