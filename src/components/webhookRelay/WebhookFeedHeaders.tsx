'use client'

import type { PartProps } from '../part/createPart.js'
import { createWebhookPart, type WebhookState } from './createWebhookPart.js'
import { isSecretName } from './secrets.js'

export type WebhookFeedHeadersProps = PartProps<'details', WebhookState>

/** The request's headers, closed at first. Secret ones are named, and not shown. */
export const WebhookFeedHeaders = /* @__PURE__ */ createWebhookPart<'details', WebhookFeedHeadersProps>(
  'Headers',
  'details',
  (props, { headers }, { revealsSecrets, words }) => {
    const lines = Object.entries(headers).flatMap(([name, values]) => values.map((value) => [name, value] as const))
    if (lines.length === 0) return undefined
    return {
      children: (
        <>
          <summary>{words.headers(lines.length, String(lines.length))}</summary>
          <dl>
            {lines.map(([name, value], nth) => (
              <div key={`${nth} ${name}`} data-slot="ow-log-param">
                <dt>
                  <bdi dir="ltr">{name}</bdi>
                </dt>
                <dd>{!revealsSecrets && isSecretName(name) ? words.redacted : <bdi dir="ltr">{value}</bdi>}</dd>
              </div>
            ))}
          </dl>
        </>
      ),
      ...props,
    }
  },
)
