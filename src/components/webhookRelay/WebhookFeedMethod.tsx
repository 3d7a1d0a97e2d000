'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedMethodProps extends PartProps<'span', WebhookState> {}

/** Draws the request's method. */
export const WebhookFeedMethod = /* @__PURE__ */ createPart({
  name: 'WebhookFeed.Method',
  slot: 'ow-webhook-method',
  tag: 'span',
  useParent: useWebhookItem,
  useDrawing: (props: WebhookFeedMethodProps, { webhook }) => ({
    attributes: { children: <bdi>{webhook.method}</bdi>, ...props },
  }),
})
