'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { ClockText } from '../text/ClockText.js'
import { toTimeAttributes } from '../text/toTimeAttributes.js'
import { type LogState, useLogItem } from './useLogItem.js'

export interface LogFeedTimeProps extends PartProps<'time', LogState> {
  /** By default the time of day, with the date where it isn't today. */
  readonly format?: Intl.DateTimeFormatOptions | undefined
}

/** Tells when the event's block was made, in the reader's language and time zone; in UTC on a server. */
export const LogFeedTime = /* @__PURE__ */ createPart(
  'LogFeed.Time',
  'ow-log-time',
  'time',
  useLogItem,
  ({ format, ...props }: LogFeedTimeProps, { event }, context) =>
    toTimeAttributes(Date.parse(event.block_signed_at ?? ''), props, (date) => (
      <ClockText date={date} words={context} format={format} />
    )),
)
