'use client'

import { forwardRef, type ReactElement } from 'react'
import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import { FeedDetails } from '../feed/FeedDetails.js'
import { FeedItem, type FeedItemProps } from '../feed/FeedItem.js'
import { usePartContext } from '../part/PartContext.js'
import { LogContext } from './LogContext.js'
import { LogFeedBlock } from './LogFeedBlock.js'
import { LogFeedBrief } from './LogFeedBrief.js'
import { LogFeedContract } from './LogFeedContract.js'
import { LogFeedCopyButton } from './LogFeedCopyButton.js'
import { toLogFeedMessages } from './logFeedMessages.js'
import { LogFeedParams } from './LogFeedParams.js'
import { LogFeedTime } from './LogFeedTime.js'
import { LogFeedTitle } from './LogFeedTitle.js'
import { LogFeedTransactionLink } from './LogFeedTransactionLink.js'

export interface LogFeedItemProps extends FeedItemProps {
  /** One of the feed's events. */
  readonly event: LogEvent
}

/** Draws one event; without children as one line that opens, with all its parts. */
export const LogFeedItem = /* @__PURE__ */ forwardRef<HTMLDivElement, LogFeedItemProps>(function LogFeedItem(
  { event, ...props },
  ref,
): ReactElement {
  const { removed } = toLogFeedMessages(usePartContext(props).messages)
  return (
    <LogContext.Provider value={event}>
      <FeedItem removedText={removed} {...props} ref={ref}>
        {props.children ?? (
          <FeedDetails
            item={event}
            line={
              <>
                <LogFeedTime format={timeOfDay} />
                <LogFeedTitle />
                <LogFeedBrief />
              </>
            }
          >
            <LogFeedContract />
            <LogFeedParams />
            <div data-slot="ow-log-line">
              <LogFeedBlock />
              <LogFeedTransactionLink />
              <LogFeedCopyButton />
            </div>
          </FeedDetails>
        )}
      </FeedItem>
    </LogContext.Provider>
  )
})

/** The list has headings for days. */
const timeOfDay = { timeStyle: 'medium' } as const
