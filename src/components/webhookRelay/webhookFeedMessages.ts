import type { Messages } from '../messages/messages.js'

/** What a feed of webhooks says besides what every feed says. Numbers come twice: as they are, for plurals, and as text in the reader's language. */
export type WebhookFeedMessages = {
  /** Where nothing has come yet. */
  readonly empty: string
  readonly headers: (count: number, text: string) => string
  /** The accessible name of the body. */
  readonly body: string
  /** Under a body that isn't shown whole. */
  readonly more: (count: number, text: string) => string
  /** In place of a secret. */
  readonly redacted: string
  /** What the button copies. */
  readonly curl: string
}

/** English. */
export const defaultWebhookFeedMessages: WebhookFeedMessages = {
  empty:
    'No webhooks yet. A bucket that has only public outputs delivers none here: it needs an internal output, or none.',
  headers: (count, text) => (count === 1 ? '1 header' : `${text} headers`),
  body: 'Body',
  more: (count, text) => (count === 1 ? '… and 1 more character' : `… and ${text} more characters`),
  redacted: 'redacted',
  curl: 'as curl',
}

export function toWebhookFeedMessages({ webhookFeed }: Messages): WebhookFeedMessages {
  return { ...defaultWebhookFeedMessages, ...webhookFeed }
}
