'use client'

import type { Webhook } from '../../protocols/webhookRelay/index.js'
import type { PartProps } from '../part/createPart.js'
import { createWebhookPart, type WebhookState } from './createWebhookPart.js'
import { showHidden } from './hideSecrets.js'
import { type BodyText, toBodyText } from './toBodyText.js'

export type WebhookFeedBodyProps = PartProps<'pre', WebhookState>

/** The request's body, laid out by its content type; of a long one, its beginning. It is text, never markup. */
export const WebhookFeedBody = /* @__PURE__ */ createWebhookPart<'pre', WebhookFeedBodyProps>(
  'Body',
  'pre',
  (props, webhook, { words }) => {
    const { kind, more, text: told } = readBody(webhook)
    if (kind === 'empty') return undefined
    const text = showHidden(told, words.hidden)
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
