'use client'

import type { PartProps } from '../part/createPart.js'
import { createWebhookPart, type WebhookState } from './createWebhookPart.js'
import { hideInQuery } from './hideSecrets.js'

export type WebhookFeedQueryProps = PartProps<'span', WebhookState>

/** The request's query, where it had one. What is secret by its name isn't shown. */
export const WebhookFeedQuery = /* @__PURE__ */ createWebhookPart<'span', WebhookFeedQueryProps>(
  'Query',
  'span',
  (props, { query }, { revealsSecrets, words }) => {
    if (query === '') return undefined
    const text = `?${hideInQuery(query, { ...words, revealsSecrets })}`
    return { title: text, children: <bdi dir="ltr">{text}</bdi>, ...props }
  },
)
