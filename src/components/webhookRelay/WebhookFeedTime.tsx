'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { ClockText } from '../text/ClockText.js'
import { drawTime } from '../text/drawTime.js'
import { useWebhookItem, type WebhookState } from './useWebhookItem.js'

export interface WebhookFeedTimeProps extends PartProps<'time', WebhookState> {}

/** Tells when the webhook came, in the reader's language and time zone; in UTC on a server. */
export const WebhookFeedTime = /* @__PURE__ */ createPart({
  name: 'WebhookFeed.Time',
  slot: 'ow-webhook-time',
  tag: 'time',
  useParent: useWebhookItem,
  useDrawing: (props: WebhookFeedTimeProps, { locale, webhook }) =>
    drawTime(webhook.receivedAt, props, (date) => <ClockText date={date} locale={locale} />),
})
