'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { ClockText } from '../text/ClockText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import { type LogState, useLogItem } from './useLogItem.js'

export interface LogFeedTimeProps extends PartProps<'time', LogState> {}

/** Tells when the event's block was made, in the reader's language and time zone; in UTC on a server. */
export const LogFeedTime = /* @__PURE__ */ createPart(
  'LogFeed.Time',
  'ow-log-time',
  'time',
  useLogItem,
  (props: LogFeedTimeProps, { event }, { locale }) =>
    toTimeAttributes(Date.parse(event.block_signed_at ?? ''), props, (date) => (
      <ClockText date={date} locale={locale} />
    )),
)
