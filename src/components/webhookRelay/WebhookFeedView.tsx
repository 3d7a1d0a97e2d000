'use client'

import { forwardRef, type ReactElement } from 'react'
import { FeedClearButton } from '../feed/FeedClearButton.js'
import { FeedHeader } from '../feed/FeedHeader.js'
import { FeedLoading } from '../feed/FeedLoading.js'
import { FeedLoadOlder } from '../feed/FeedLoadOlder.js'
import { FeedNewItems } from '../feed/FeedNewItems.js'
import { FeedNotice } from '../feed/FeedNotice.js'
import { FeedPauseButton } from '../feed/FeedPauseButton.js'
import { FeedViewport } from '../feed/FeedViewport.js'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { WebhookFeedEmpty } from './WebhookFeedEmpty.js'
import { WebhookFeedList } from './WebhookFeedList.js'
import { WebhookFeedRoot, type WebhookFeedRootProps } from './WebhookFeedRoot.js'

export interface WebhookFeedViewProps extends WebhookFeedRootProps {
  /** Tells how news arrive. True by default. */
  readonly showConnection?: boolean | undefined
}

/** Draws a feed of webhooks that you have called the hook for: `<WebhookFeedView feed={useWebhooks(…)} />`. */
export const WebhookFeedView = /* @__PURE__ */ forwardRef<HTMLDivElement, WebhookFeedViewProps>(
  function WebhookFeedView({ showConnection = true, children, ...props }, ref): ReactElement {
    const { feed, order = 'newest-first' } = props
    const isNewestFirst = order === 'newest-first'
    return (
      <WebhookFeedRoot {...props} ref={ref}>
        <FeedHeader>
          {showConnection && <ConnectionIndicator connection={feed.connection} />}
          <FeedPauseButton />
          <FeedClearButton />
        </FeedHeader>
        <FeedNotice />
        <FeedViewport>
          {isNewestFirst ? <FeedNewItems /> : <FeedLoadOlder />}
          <FeedLoading />
          <WebhookFeedEmpty />
          <WebhookFeedList />
          {isNewestFirst ? <FeedLoadOlder /> : <FeedNewItems />}
        </FeedViewport>
        {children}
      </WebhookFeedRoot>
    )
  },
)
