'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedStatusProps extends PartProps<'span', WebhookState> {}

/** Draws the service's own status of the delivery, once the log tells it. */
export const WebhookFeedStatus = /* @__PURE__ */ createPart(
  'WebhookFeed.Status',
  'ow-webhook-status',
  'span',
  useWebhookItem,
  (props: WebhookFeedStatusProps, { webhook: { status } }) =>
    status === undefined ? undefined : { children: <bdi>{status}</bdi>, ...props },
)
