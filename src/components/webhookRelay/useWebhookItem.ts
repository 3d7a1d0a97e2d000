'use client'

import { useContext } from 'react'
import type { Webhook } from '../../protocols/webhookRelay/index.js'
import type { Words } from '../messages/words.js'
import { needRoot } from '../part/needRoot.js'
import { WebhookContext, type WebhookView, WebhookViewContext } from './WebhookContext.js'
import { toWebhookFeedMessages, type WebhookFeedMessages } from './webhookFeedMessages.js'

/**
 * A webhook's parts carry it for stylesheets and tools, as `data-method`. It never holds a header, a query or a body.
 */
export interface WebhookState {
  /** The request's method, such as `POST`. */
  readonly method: string
}

export interface UseWebhookItemReturnType extends WebhookView {
  readonly webhook: Webhook
  readonly words: WebhookFeedMessages
  readonly state: WebhookState
}

/** Binds a part to the `WebhookFeed.Item` around it: the part carries the webhook's method. For `createPart`. */
export function useWebhookItem(part: string, { messages }: Pick<Words, 'messages'>): UseWebhookItemReturnType {
  const webhook = needRoot(useContext(WebhookContext), part, '<WebhookFeed.Item webhook={…}>')
  const view = useContext(WebhookViewContext)
  return { ...view, webhook, words: toWebhookFeedMessages(messages), state: { method: webhook.method } }
}
