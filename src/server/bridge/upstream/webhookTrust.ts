import type { Clock } from '../../../core/contract/environment.js'

/** The time that a webhook may take to tell what a poll has brought, in ms. */
const suspectMs = 10_000

/**
 * The topics whose news come by webhooks. Polls confirm it now and then: what a poll brings, and no webhook tells
 * within 10 s, ends the trust until the topic's next webhook.
 */
export interface WebhookTrust {
  has(key: string): boolean
  /** A webhook has told something of the topic. */
  hear(key: string): void
  /** A poll has brought news of the topic that no webhook told before. */
  suspect(key: string): void
  /** Forgets all other topics. */
  keep(keys: ReadonlySet<string>): void
  close(): void
}

/** @param onChange Called with each topic that comes to be trusted, and is trusted no more. */
export function createWebhookTrust({ after }: Clock, onChange: (key: string) => void): WebhookTrust {
  /** Each topic's release of the timer that ends its trust. */
  const trusted = new Map<string, (() => void) | undefined>()

  function forget(key: string) {
    trusted.get(key)?.()
    trusted.delete(key)
  }

  return {
    has: (key) => trusted.has(key),
    hear(key) {
      const isNew = !trusted.has(key)
      trusted.get(key)?.()
      trusted.set(key, undefined)
      if (isNew) onChange(key)
    },
    suspect(key) {
      if (!trusted.has(key) || trusted.get(key)) return
      const stop = after(suspectMs, () => {
        trusted.delete(key)
        onChange(key)
      })
      trusted.set(key, stop)
    },
    keep(keys) {
      for (const key of [...trusted.keys()]) if (!keys.has(key)) forget(key)
    },
    close() {
      for (const key of [...trusted.keys()]) forget(key)
    },
  }
}
