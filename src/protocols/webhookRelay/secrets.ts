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

/** The longest text that is looked into, in characters: more than servers take for a header or an address. */
const maxLength = 16_384

/**
 * Takes out of a query, or of a text that may hold one, what is secret by its name; all else stays as it was sent.
 * Takes out unread all that comes after 16 384 characters.
 */
export function redactQuery(query: string, redacted: string, isSecret = isSecretName): string {
  const redactField = (field: string) => {
    let start = 0
    // A field may hold an address with a query of its own.
    for (const { 0: mark, index } of field.matchAll(/%3d|[=;,?#/\s"]/gi)) {
      const name = field.slice(start, index)
      start = index + mark.length
      const isName = name && (mark === '=' || mark.length > 1)
      if (isName && isSecret([...new URLSearchParams(name).keys()].join())) return field.slice(0, start) + redacted
    }
    return field
  }
  const read = query.slice(0, maxLength).split('&').map(redactField).join('&')
  return query.length > maxLength ? read + redacted : read
}

/** Takes a name and a password, and a query's secrets, out of an address. */
export function redactAddress(address: string, redacted: string, isSecret = isSecretName): string {
  return redactQuery(address.replace(/\/\/[^/?#]*@/, `//${redacted}@`), redacted, isSecret)
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
      const destinations = webhook.destinations?.map((address) => redactAddress(address, hiddenSecret, isSecret))
      return { ...webhook, headers, query, body, ...(destinations && { destinations }) }
    } catch {
      const { destinations: _, ...others } = webhook
      return { ...others, headers: {}, query: '', body: hiddenSecret }
    }
  }
}
