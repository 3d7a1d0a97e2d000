'use client'

import { type JSX, useContext } from 'react'
import type { Webhook } from '../../protocols/webhookRelay/index.js'
import type { Words } from '../messages/OnwireMessagesProvider.js'
import { createPart, type OwnProps, type PartOptions } from '../part/createPart.js'
import { useWebhook, type WebhookView, WebhookViewContext } from './WebhookContext.js'
import { toWebhookFeedMessages, type WebhookFeedMessages } from './webhookFeedMessages.js'

/** What parts of a webhook tell stylesheets and tools, as `data-method`. Never a header, a query or a body. */
export type WebhookState = {
  readonly method: string
}

export interface WebhookAround extends Words, WebhookView {
  readonly words: WebhookFeedMessages
}

/** A part of a `WebhookFeed.Item`: `'Method'` is `WebhookFeed.Method`, and `ow-webhook-method`. Where it has no attributes it isn't drawn. */
export function createWebhookPart<Element extends keyof JSX.IntrinsicElements, Props extends PartOptions<WebhookState>>(
  part: string,
  tag: Element,
  useAttributes: (props: OwnProps<Props>, webhook: Webhook, around: WebhookAround) => object | undefined,
) {
  const name = `WebhookFeed.${part}`
  const slot = `webhook-${part.toLowerCase()}`
  return createPart<Element, WebhookState, Props>(name, slot, tag, function useWebhookPart(props, around) {
    const webhook = useWebhook(name)
    const view = useContext(WebhookViewContext)
    const { locale, messages } = around
    const words = toWebhookFeedMessages(messages)
    const attributes = useAttributes(props, webhook, { ...view, locale, messages, words })
    return attributes && { state: { method: webhook.method }, attributes }
  })
}
