'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { hideInQuery } from './hideSecrets.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedQueryProps extends PartProps<'span', WebhookState> {}

/** Draws the request's query, where it had one. Fields that are secret by their names aren't shown. */
export const WebhookFeedQuery = /* @__PURE__ */ createPart(
  'WebhookFeed.Query',
  'ow-webhook-query',
  'span',
  useWebhookItem,
  (props: WebhookFeedQueryProps, { revealsSecrets, webhook: { query }, words }) => {
    if (query === '') return undefined
    const text = `?${hideInQuery(query, { ...words, revealsSecrets })}`
    // Where it is too long, its end is cut off, also on a page that reads from the right.
    return { title: text, dir: 'ltr', children: text, ...props }
  },
)
