'use client'

import { forwardRef, type ReactElement, useMemo } from 'react'
import type { Webhook } from '../../protocols/webhookRelay/index.js'
import type { FeedRow } from '../../core/feed/feedRows.js'
import { FeedRoot, type FeedRootProps } from '../feed/FeedRoot.js'
import type { FeedSource } from '../feed/feedSource.js'
import { useBucketNames } from './useBucketNames.js'
import { toInputUrl } from './toCurlUrl.js'
import { WebhookViewContext } from './WebhookContext.js'

export interface WebhookFeedRootProps extends Omit<FeedRootProps, 'feed'> {
  /** From `useWebhooks()`. */
  readonly feed: FeedSource<Webhook>
  /** The hook's own `buckets`: a single one names its bucket where no webhook does. */
  readonly buckets?: readonly string[] | undefined
  /**
   * Shows and copies secret headers and fields of queries as they are. False by default: whoever sees them can pass for
   * the sender. Secrets that the server hides stay hidden.
   */
  readonly revealSecrets?: boolean | undefined
  /**
   * Returns the address that a copied curl command sends the webhook to, without its query; by default the public
   * endpoint that it came to. `toDestinationUrl` takes where its output sends it. Keep it outside the component.
   */
  readonly getCurlUrl?: ((webhook: Webhook) => string) | undefined
}

/** Holds one feed of webhooks: gives it to the parts inside, and carries its state. */
export const WebhookFeedRoot = /* @__PURE__ */ forwardRef<HTMLDivElement, WebhookFeedRootProps>(
  function WebhookFeedRoot({ buckets, getCurlUrl = toInputUrl, revealSecrets = false, ...props }, ref): ReactElement {
    const names = useBucketNames(props.feed.rows.getItems())
    const asked = buckets?.length === 1 ? buckets[0] : undefined
    const view = useMemo(
      () => ({
        revealsSecrets: revealSecrets,
        getUrl: getCurlUrl,
        getBucketName: (bucketId: string) => names.get(bucketId) ?? asked ?? bucketId,
      }),
      [asked, getCurlUrl, names, revealSecrets],
    )
    return (
      <WebhookViewContext.Provider value={view}>
        <FeedRoot getTime={getTime} {...props} ref={ref} />
      </WebhookViewContext.Provider>
    )
  },
)

/** Rows stand under the days on which they came. */
const getTime = (row: FeedRow<Webhook>) => (row.type === 'item' ? row.item.receivedAt : undefined)
