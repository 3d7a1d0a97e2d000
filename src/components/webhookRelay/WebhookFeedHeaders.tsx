'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { hideInHeader } from './hideSecrets.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'
import type { WebhookFeedMessages } from './webhookFeedMessages.js'

export interface WebhookFeedHeadersProps extends PartProps<'details', WebhookState> {}

/**
 * Draws the request's headers, closed at first. Secret ones are named, and not shown; it says so where the server hides
 * them.
 */
export const WebhookFeedHeaders = /* @__PURE__ */ createPart(
  'WebhookFeed.Headers',
  'ow-webhook-headers',
  'details',
  useWebhookItem,
  (props: WebhookFeedHeadersProps, { revealsSecrets, webhook: { headers }, words }) => {
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

/** A sender's words may run from right to left; our words are the reader's. */
function toShown(text: string, { hidden, redacted }: WebhookFeedMessages) {
  return text === hidden || text === redacted ? text : <bdi dir="ltr">{text}</bdi>
}
