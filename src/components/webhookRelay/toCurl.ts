import type { Webhook } from '../../protocols/webhookRelay/index.js'
import { hiddenSecret } from '../../protocols/webhookRelay/secrets.js'
import { hideInHeader, hideInQuery } from './hideSecrets.js'

export interface CurlOptions {
  /** Without the query. */
  readonly url: string
  readonly revealsSecrets: boolean
  /** Replaces a secret. */
  readonly redacted: string
}

/** curl and the connection make these by themselves. */
const ownHeaders = /^(host|content-length|connection|transfer-encoding|accept-encoding)$/i
/** RFC 9110, section 5.6.2. A name with `@` would be a file to curl. */
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/

/** Writes a command for a POSIX shell that sends the webhook again. The sender's words stay text, whatever they are. */
export function toCurl(webhook: Webhook, { redacted, revealsSecrets, url }: CurlOptions): string {
  // Secrets that the server hides stay marked as they are: they aren't here to be copied.
  const hiding = { revealsSecrets, redacted, hidden: hiddenSecret }
  const query = hideInQuery(webhook.query, hiding)
  const headers = Object.entries(webhook.headers).flatMap(([name, values]) =>
    ownHeaders.test(name) || !headerName.test(name)
      ? []
      : values.map((value) => toHeader(name, hideInHeader(name, value, hiding))),
  )
  return [
    `curl --globoff --request ${quote(webhook.method)} ${quote(query ? `${url}?${query}` : url)}`,
    ...headers.map((header) => `--header ${quote(header)}`),
    ...(webhook.body === '' ? [] : [`--data-raw ${quote(webhook.body)}`]),
  ].join(' \\\n  ')
}

/** A semicolon ends a header without a value: curl leaves out one that has nothing after its colon. */
function toHeader(name: string, value: string): string {
  const line = value.replace(/[\r\n]+/g, ' ').trim()
  return line === '' ? `${name};` : `${name}: ${line}`
}

/**
 * Controls, of which a terminal makes commands even within quotes, such as Ctrl-C and the end of a line; and marks that
 * nobody sees, or that turn the text around them.
 */
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * Quotes one word for a POSIX shell. With controls in it, it is written as `$'…'` (POSIX 2024; bash, zsh and ksh long
 * before), in which these are the numbers of their bytes. An argument can't hold NUL.
 */
export function quote(text: string): string {
  const word = text.replaceAll('\0', '')
  const escaped = word.replace(/['\\]/g, '\\$&').replace(controls, toOctal)
  return word.search(controls) >= 0 ? `$'${escaped}'` : `'${word.replaceAll("'", `'\\''`)}'`
}

/** Three digits a byte: what follows them isn't taken for a fourth. */
function toOctal(character: string): string {
  return Array.from(new TextEncoder().encode(character), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
