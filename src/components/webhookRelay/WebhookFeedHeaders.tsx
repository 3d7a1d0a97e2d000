'use client'

import type { PartProps } from '../part/createPart.js'
import { createWebhookPart, type WebhookState } from './createWebhookPart.js'
import { hideInHeader } from './hideSecrets.js'
import type { WebhookFeedMessages } from './webhookFeedMessages.js'

export type WebhookFeedHeadersProps = PartProps<'details', WebhookState>

/** The request's headers, closed at first. Secret ones are named, and not shown; of those that the server hides it says so. */
export const WebhookFeedHeaders = /* @__PURE__ */ createWebhookPart<'details', WebhookFeedHeadersProps>(
  'Headers',
  'details',
  (props, { headers }, { revealsSecrets, words }) => {
    const lines = Object.entries(headers).flatMap(([name, values]) => values.map((value) => [name, value] as const))
    if (lines.length === 0) return undefined
    return {
      children: (
        <>
          <summary>
            <bdi>{words.headers(lines.length, String(lines.length))}</bdi>
          </summary>
          <dl>
            {lines.map(([name, value], nth) => (
              <div key={`${nth} ${name}`} data-slot="ow-log-param">
                <dt>
                  <bdi dir="ltr">{name}</bdi>
                </dt>
                <dd>{toShown(hideInHeader(name, value, { ...words, revealsSecrets }), words)}</dd>
              </div>
            ))}
          </dl>
        </>
      ),
      ...props,
    }
  },
)

/** What a sender wrote may run from right to left; our words are the reader's. */
function toShown(text: string, { hidden, redacted }: WebhookFeedMessages) {
  return text === hidden || text === redacted ? text : <bdi dir="ltr">{text}</bdi>
}
