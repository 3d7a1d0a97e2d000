'use client'

import type { PartProps } from '../part/createPart.js'
import { createFeedPart } from './createFeedPart.js'
import type { FeedState } from './toFeedState.js'

export type FeedEmptyProps = PartProps<'p', FeedState>

/** A sentence where the service has answered, and there is nothing. */
export const FeedEmpty = /* @__PURE__ */ createFeedPart<'p', FeedEmptyProps>(
  'FeedEmpty',
  'feed-empty',
  'p',
  (props, { feed, words }) =>
    feed.rows.count > 0 || feed.isPending || feed.error ? undefined : { children: words.empty, ...props },
)
