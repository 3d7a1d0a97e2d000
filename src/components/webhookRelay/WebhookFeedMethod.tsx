'use client'

import type { PartProps } from '../part/createPart.js'
import { createWebhookPart, type WebhookState } from './createWebhookPart.js'

export type WebhookFeedMethodProps = PartProps<'span', WebhookState>

/** The request's method. */
export const WebhookFeedMethod = /* @__PURE__ */ createWebhookPart<'span', WebhookFeedMethodProps>(
  'Method',
  'span',
  (props, { method }) => ({ children: <bdi>{method}</bdi>, ...props }),
)
