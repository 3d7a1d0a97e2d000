'use client'

import { createContext, useContext } from 'react'
import type { Webhook } from '../../protocols/webhookRelay/index.js'
import { needRoot } from '../feed/needRoot.js'

export interface WebhookView {
  readonly revealsSecrets: boolean
  /** Where a copied command sends the webhook, without its query. */
  readonly getUrl: (webhook: Webhook) => string
  /** What a bucket is called throughout the feed; its id where nobody has told. */
  readonly getBucketName: (bucketId: string) => string
}

export const WebhookViewContext = createContext<WebhookView>({
  revealsSecrets: false,
  getUrl: toInputUrl,
  getBucketName: (bucketId) => bucketId,
})

/** The webhook of the `WebhookFeed.Item` around. */
export const WebhookContext = createContext<Webhook | undefined>(undefined)

export function useWebhook(part: string): Webhook {
  return needRoot(useContext(WebhookContext), part, '<WebhookFeed.Item webhook={…}>')
}

/** The public endpoint that it came to. */
export function toInputUrl({ inputId = 'INPUT_ID' }: Webhook): string {
  return `https://my.webhookrelay.com/v1/webhooks/${encodeURIComponent(inputId)}`
}
