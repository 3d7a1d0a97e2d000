'use client'

import { forwardRef, type ReactElement } from 'react'
import { useWebhooks, type UseWebhooksParameters } from '../../react/webhookRelay/useWebhooks.js'
import { FeedClearButton } from '../feed/FeedClearButton.js'
import { FeedGapRow } from '../feed/FeedGapRow.js'
import { FeedGapLoadButton } from '../feed/FeedGapLoadButton.js'
import { FeedHeader } from '../feed/FeedHeader.js'
import { FeedLoading } from '../feed/FeedLoading.js'
import { FeedLoadOlder } from '../feed/FeedLoadOlder.js'
import { FeedNewItems } from '../feed/FeedNewItems.js'
import { FeedNotice } from '../feed/FeedNotice.js'
import { FeedPauseButton } from '../feed/FeedPauseButton.js'
import { FeedViewport } from '../feed/FeedViewport.js'
import { WebhookFeedBody } from './WebhookFeedBody.js'
import { WebhookFeedBucket } from './WebhookFeedBucket.js'
import { WebhookFeedCopyButton } from './WebhookFeedCopyButton.js'
import { WebhookFeedEmpty } from './WebhookFeedEmpty.js'
import { WebhookFeedHeaders } from './WebhookFeedHeaders.js'
import { WebhookFeedItem } from './WebhookFeedItem.js'
import { WebhookFeedList } from './WebhookFeedList.js'
import { WebhookFeedMethod } from './WebhookFeedMethod.js'
import { WebhookFeedQuery } from './WebhookFeedQuery.js'
import { WebhookFeedRoot } from './WebhookFeedRoot.js'
import { WebhookFeedStatus } from './WebhookFeedStatus.js'
import { WebhookFeedTime } from './WebhookFeedTime.js'
import { WebhookFeedView, type WebhookFeedViewProps } from './WebhookFeedView.js'

type Followed = Omit<UseWebhooksParameters, 'select' | 'order' | 'query'>

export interface WebhookFeedProps extends Followed, Omit<WebhookFeedViewProps, 'feed' | keyof Followed> {}

const Composition = /* @__PURE__ */ forwardRef<HTMLDivElement, WebhookFeedProps>(
  function WebhookFeed(props, ref): ReactElement {
    const { buckets, limit, filter, protocolId, enabled, pollingIntervalMs, onEvents, ...rest } = props
    const { order } = rest
    const feed = useWebhooks({ buckets, protocolId, limit, order, filter, enabled, pollingIntervalMs, onEvents })
    // Another feed begins anew: at its newest end, and nothing in it counts as new.
    return (
      <WebhookFeedView key={JSON.stringify([buckets, protocolId])} {...rest} ref={ref} feed={feed} buckets={buckets} />
    )
  },
)

/**
 * Draws Webhook Relay's buckets, live: `<WebhookFeed buckets={['my-bucket']} />`. It is the hook and the public parts,
 * nothing else. The parts hang from it, for compositions of your own; server components import them by their flat names
 * (`WebhookFeedRoot`).
 */
export const WebhookFeed = /* @__PURE__ */ Object.assign(Composition, {
  View: WebhookFeedView,
  Root: WebhookFeedRoot,
  Header: FeedHeader,
  PauseButton: FeedPauseButton,
  ClearButton: FeedClearButton,
  Notice: FeedNotice,
  Viewport: FeedViewport,
  NewItems: FeedNewItems,
  Loading: FeedLoading,
  Empty: WebhookFeedEmpty,
  LoadOlder: FeedLoadOlder,
  List: WebhookFeedList,
  Gap: FeedGapRow,
  GapLoadButton: FeedGapLoadButton,
  Item: WebhookFeedItem,
  Method: WebhookFeedMethod,
  Query: WebhookFeedQuery,
  Bucket: WebhookFeedBucket,
  Status: WebhookFeedStatus,
  Time: WebhookFeedTime,
  Headers: WebhookFeedHeaders,
  Body: WebhookFeedBody,
  CopyButton: WebhookFeedCopyButton,
})
