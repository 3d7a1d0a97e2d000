'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { ClockText } from '../text/ClockText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedTimeProps extends PartProps<'time', WebhookState> {
  /** By default the time of day, with the date where it isn't today. */
  readonly format?: Intl.DateTimeFormatOptions | undefined
}

/** Tells when the webhook came, in the reader's language and time zone; in UTC on a server. */
export const WebhookFeedTime = /* @__PURE__ */ createPart(
  'WebhookFeed.Time',
  'ow-webhook-time',
  'time',
  useWebhookItem,
  ({ format, ...props }: WebhookFeedTimeProps, { webhook }, context) =>
    toTimeAttributes(webhook.receivedAt, props, (date) => <ClockText date={date} words={context} format={format} />),
)
