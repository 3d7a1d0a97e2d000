import type { Webhook } from './model.js'

/** Stands in a webhook where a server has taken something out. */
export const hiddenSecret = '[hidden-by-server]'

/** Those parts of a webhook that may hold secrets. */
export type WebhookContent = Pick<Webhook, 'headers' | 'query' | 'body'>

/** How a server takes secrets out of webhooks. */
export interface ConcealOptions {
  /**
   * Tells whether a header, or a field of a query, is secret by its name. `isSecretName` by default, which you can
   * widen.
   */
  readonly isSecret?: ((name: string) => boolean) | undefined
  /**
   * Takes out more, such as fields of bodies; put `hiddenSecret` in their place. It is handed what is left when secret
   * headers and fields are out. The socket and the log may tell of one webhook: what they say alike it has to change
   * alike.
   */
  readonly conceal?: ((webhook: Webhook) => WebhookContent) | undefined
}

/**
 * Names of headers and of queries' fields whose values let others pass for somebody. More than need be, rather than
 * fewer.
 */
const secretName =
  /auth(ori[sz]|enti)|cookie|signature|hmac|token|secret|passw|session|jwt|credential|(api|access|private)[-_]?key|(^|[^a-z])(auth|key|sig)([^a-z]|$)/i

export function isSecretName(name: string): boolean {
  return secretName.test(name)
}

/** Takes out of a query, or of a text that may hold one, what is secret by its name; all else stays as it was sent. */
export function redactQuery(query: string, redacted: string, isSecret = isSecretName): string {
  const redactField = (field: string) => {
    // A field may hold an address with a query of its own.
    for (const { 0: head, 1: name = '', index } of field.matchAll(/([^=;,?#/\s"]+?)(=|%3d)/gi))
      if (isSecret([...new URLSearchParams(name).keys()].join())) return field.slice(0, index + head.length) + redacted
    return field
  }
  return query.split('&').map(redactField).join('&')
}

/** Conceals all of a webhook where anything goes wrong on the way, and tells nothing of that. */
export function createConceal({ conceal, isSecret = isSecretName }: ConcealOptions) {
  return (webhook: Webhook): Webhook => {
    try {
      const redact = (text: string) => redactQuery(text, hiddenSecret, isSecret)
      const entries = Object.entries(webhook.headers).map(([name, values]) => [
        name,
        isSecret(name) ? [hiddenSecret] : values.map(redact),
      ])
      const left = { ...webhook, headers: Object.fromEntries(entries), query: redact(webhook.query) }
      const { body, headers, query } = conceal?.(left) ?? left
      return { ...webhook, headers, query, body }
    } catch {
      return { ...webhook, headers: {}, query: '', body: hiddenSecret }
    }
  }
}
