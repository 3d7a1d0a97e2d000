'use client'

import type { PartProps } from '../part/createPart.js'
import { createWebhookPart, type WebhookState } from './createWebhookPart.js'

export type WebhookFeedStatusProps = PartProps<'span', WebhookState>

/** The service's own word for how its delivery went, once the log tells it. */
export const WebhookFeedStatus = /* @__PURE__ */ createWebhookPart<'span', WebhookFeedStatusProps>(
  'Status',
  'span',
  (props, { status }) => (status === undefined ? undefined : { children: <bdi>{status}</bdi>, ...props }),
)
