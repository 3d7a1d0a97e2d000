'use client'

import type { PartProps } from '../part/createPart.js'
import { ClockText } from '../text/ClockText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import { createWebhookPart, type WebhookState } from './createWebhookPart.js'

export type WebhookFeedTimeProps = PartProps<'time', WebhookState>

/** When it came, in the reader's language and time zone; in UTC on a server. */
export const WebhookFeedTime = /* @__PURE__ */ createWebhookPart<'time', WebhookFeedTimeProps>(
  'Time',
  'time',
  (props, { receivedAt }, { locale }) =>
    toTimeAttributes(receivedAt, props, (date) => <ClockText date={date} locale={locale} />),
)
