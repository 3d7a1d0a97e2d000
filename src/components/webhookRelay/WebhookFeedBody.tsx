'use client'

import type { Webhook } from '../../protocols/webhookRelay/index.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { showHidden } from './hideSecrets.js'
import { type BodyText, toBodyText } from './toBodyText.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedBodyProps extends PartProps<'pre', WebhookState> {}

/** Draws the request's body, laid out by its content type; the beginning of a long one. It is text, never markup. */
export const WebhookFeedBody = /* @__PURE__ */ createPart(
  'WebhookFeed.Body',
  'ow-webhook-body',
  'pre',
  useWebhookItem,
  (props: WebhookFeedBodyProps, { webhook, words }) => {
    const { kind, more, text: received } = readBody(webhook)
    if (kind === 'empty') return undefined
    const text = showHidden(received, words.hidden)
    return {
      // It may scroll, and keyboards have to reach it.
      tabIndex: 0,
      role: 'group',
      'aria-label': words.body,
      dir: kind === 'text' ? 'auto' : 'ltr',
      children: more > 0 ? `${text}\n${words.more(more, String(more))}` : text,
      ...props,
    }
  },
)

export function readBody({ body, headers }: Webhook): BodyText {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1][0]
  return toBodyText(body, type ?? '')
}
