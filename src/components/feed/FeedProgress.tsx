'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedProgressProps extends PartProps<'progress', FeedState> {}

/** Draws a bar while a long stretch is read, where the feed tells how far it has come. */
export const FeedProgress = /* @__PURE__ */ createPart(
  'FeedProgress',
  'ow-feed-progress',
  'progress',
  useFeedRoot,
  (props: FeedProgressProps, { feed, words }) =>
    feed.progress && {
      'aria-label': words.catchingUp,
      value: feed.progress.done,
      max: feed.progress.total,
      ...props,
    },
)
