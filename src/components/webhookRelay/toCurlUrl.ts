import type { Webhook } from '../../protocols/webhookRelay/index.js'

/** Returns the public endpoint that it came to. */
export function toInputUrl({ inputId = 'INPUT_ID' }: Webhook): string {
  return `https://my.webhookrelay.com/v1/webhooks/${encodeURIComponent(inputId)}`
}

/**
 * Returns where its first output sends it, for `getCurlUrl`: the copied command then plays it again there. The public
 * endpoint that it came to where no output is known. Without a name, a password and a query.
 */
export function toDestinationUrl(webhook: Webhook): string {
  return webhook.destinations?.[0]?.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//') || toInputUrl(webhook)
}
