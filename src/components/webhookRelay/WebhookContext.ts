'use client'

import { createContext } from 'react'
import type { Webhook } from '../../protocols/webhookRelay/index.js'
import { toInputUrl } from './toCurlUrl.js'

export interface WebhookView {
  readonly revealsSecrets: boolean
  /** Returns the address that a copied command sends the webhook to, without its query. */
  readonly getUrl: (webhook: Webhook) => string
  /** Returns a bucket's name throughout the feed; its id where nobody has told. */
  readonly getBucketName: (bucketId: string) => string
}

export const WebhookViewContext = /* @__PURE__ */ createContext<WebhookView>({
  revealsSecrets: false,
  getUrl: toInputUrl,
  getBucketName: (bucketId) => bucketId,
})

/** The webhook of the `WebhookFeed.Item` around. */
export const WebhookContext = /* @__PURE__ */ createContext<Webhook | undefined>(undefined)
