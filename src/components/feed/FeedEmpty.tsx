'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedEmptyProps extends PartProps<'p', FeedState> {}

/** Draws a sentence where the service has answered, and there is nothing. */
export const FeedEmpty = /* @__PURE__ */ createPart({
  name: 'FeedEmpty',
  slot: 'ow-feed-empty',
  tag: 'p',
  useParent: useFeedRoot,
  useDrawing: (props: FeedEmptyProps, { feed, words }) =>
    feed.rows.count > 0 || feed.isPending || feed.error
      ? undefined
      : { attributes: { children: words.empty, ...props } },
})
