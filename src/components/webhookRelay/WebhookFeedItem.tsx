'use client'

import { forwardRef, type ReactElement } from 'react'
import type { Webhook } from '../../protocols/webhookRelay/index.js'
import { FeedDetails } from '../feed/FeedDetails.js'
import { FeedItem, type FeedItemProps } from '../feed/FeedItem.js'
import { WebhookContext } from './WebhookContext.js'
import { WebhookFeedBody } from './WebhookFeedBody.js'
import { WebhookFeedBucket } from './WebhookFeedBucket.js'
import { WebhookFeedCopyButton } from './WebhookFeedCopyButton.js'
import { WebhookFeedHeaders } from './WebhookFeedHeaders.js'
import { WebhookFeedMethod } from './WebhookFeedMethod.js'
import { WebhookFeedQuery } from './WebhookFeedQuery.js'
import { WebhookFeedStatus } from './WebhookFeedStatus.js'
import { WebhookFeedTime } from './WebhookFeedTime.js'

export interface WebhookFeedItemProps extends FeedItemProps {
  /** One of the feed's webhooks. */
  readonly webhook: Webhook
}

/** Draws one webhook; without children as one line that opens, with all its parts. */
export const WebhookFeedItem = /* @__PURE__ */ forwardRef<HTMLDivElement, WebhookFeedItemProps>(
  function WebhookFeedItem({ webhook, ...props }, ref): ReactElement {
    return (
      <WebhookContext.Provider value={webhook}>
        <FeedItem {...props} ref={ref}>
          {props.children ?? (
            <FeedDetails
              item={webhook}
              line={
                <>
                  <WebhookFeedTime format={timeOfDay} />
                  <WebhookFeedMethod />
                  <WebhookFeedQuery />
                  <WebhookFeedBucket />
                  <WebhookFeedStatus />
                </>
              }
            >
              <WebhookFeedHeaders />
              <WebhookFeedBody />
              <WebhookFeedCopyButton />
            </FeedDetails>
          )}
        </FeedItem>
      </WebhookContext.Provider>
    )
  },
)

/** The list has headings for days. */
const timeOfDay = { timeStyle: 'medium' } as const
