import type { Webhook } from '../../protocols/webhookRelay/index.js'
import { hiddenSecret } from '../../protocols/webhookRelay/secrets.js'
import { hideInHeader, hideInQuery } from './hideSecrets.js'

export interface CurlOptions {
  /** Without the query. */
  readonly url: string
  readonly revealsSecrets: boolean
  /** What stands in a secret's place. */
  readonly redacted: string
}

/** What curl and the connection make by themselves. */
const ownHeaders = /^(host|content-length|connection|transfer-encoding|accept-encoding)$/i
/** RFC 9110, section 5.6.2. A name with `@` would be a file to curl. */
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/

/** A command for a POSIX shell that sends the webhook again. What its sender wrote stays text, whatever it is. */
export function toCurl(webhook: Webhook, { redacted, revealsSecrets, url }: CurlOptions): string {
  // What the server hides stays marked as it is: it isn't here to be copied.
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

/** Where there is nothing after the colon, curl leaves the header out. */
function toHeader(name: string, value: string): string {
  const line = value.replace(/[\r\n]+/g, ' ').trim()
  return line === '' ? `${name};` : `${name}: ${line}`
}

/** One word of a POSIX shell. An argument can't hold NUL. */
export function quote(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`
}
