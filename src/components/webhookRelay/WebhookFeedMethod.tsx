'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedMethodProps extends PartProps<'span', WebhookState> {}

/** Draws the request's method. */
export const WebhookFeedMethod = /* @__PURE__ */ createPart(
  'WebhookFeed.Method',
  'ow-webhook-method',
  'span',
  useWebhookItem,
  (props: WebhookFeedMethodProps, { webhook }) => ({ children: <bdi>{webhook.method}</bdi>, ...props }),
)
