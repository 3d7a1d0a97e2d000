'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedEmptyProps extends PartProps<'p', FeedState> {}

/** Draws a sentence where the service has answered, and there is nothing. */
export const FeedEmpty = /* @__PURE__ */ createPart(
  'FeedEmpty',
  'ow-feed-empty',
  'p',
  useFeedRoot,
  (props: FeedEmptyProps, { feed, words }) =>
    feed.rows.count > 0 || feed.isPending || feed.error ? undefined : { children: words.empty, ...props },
)
