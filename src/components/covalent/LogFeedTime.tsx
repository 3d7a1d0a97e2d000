'use client'

import type { PartProps } from '../part/createPart.js'
import { ClockText } from '../text/ClockText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import { createLogPart, type LogState } from './createLogPart.js'

export type LogFeedTimeProps = PartProps<'time', LogState>

/** When its block was made, in the reader's language and time zone; in UTC on a server. */
export const LogFeedTime = /* @__PURE__ */ createLogPart<'time', LogFeedTimeProps>(
  'Time',
  'time',
  (props, { block_signed_at }, { locale }) =>
    toTimeAttributes(Date.parse(block_signed_at ?? ''), props, (date) => <ClockText date={date} locale={locale} />),
)
