import { mergeWords } from '../messages/mergeMessages.js'
import type { Messages } from '../messages/messages.js'

/**
 * The words of a feed of webhooks, besides those of every feed. Numbers come twice: as they are, for plurals, and as
 * text in the reader's language.
 */
export interface WebhookFeedMessages {
  /** Said where nothing has come yet. */
  readonly empty: string
  readonly headers: (count: number, text: string) => string
  /** The accessible name of the body. */
  readonly body: string
  /** Stands under a body that isn't shown whole. */
  readonly more: (count: number, text: string) => string
  /** Replaces a secret that this page hides. */
  readonly redacted: string
  /** Replaces a secret that the server has taken out: the page doesn't have it, and can't show it. */
  readonly hidden: string
  /** Names the text that the button copies. */
  readonly curl: string
  /** The same where the server has taken out some of it. */
  readonly partialCurl: string
}

declare module '../messages/messages.js' {
  interface Messages {
    /** Words of feeds of webhooks, over `defaultWebhookFeedMessages`. */
    readonly webhookFeed?: Partial<WebhookFeedMessages>
  }
}

/** English. */
export const defaultWebhookFeedMessages: WebhookFeedMessages = {
  empty:
    'No webhooks yet. A bucket that has only public outputs delivers none here: it needs an internal output, or none.',
  headers: (count, text) => (count === 1 ? '1 header' : `${text} headers`),
  body: 'Body',
  more: (count, text) => (count === 1 ? '… and 1 more character' : `… and ${text} more characters`),
  redacted: 'redacted',
  hidden: 'hidden by the server; this page does not have it',
  curl: 'as curl',
  partialCurl: 'as curl, without what the server hides',
}

export function toWebhookFeedMessages({ webhookFeed }: Messages): WebhookFeedMessages {
  return mergeWords(defaultWebhookFeedMessages, webhookFeed)
}
