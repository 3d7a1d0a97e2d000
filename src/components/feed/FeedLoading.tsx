'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedLoadingProps extends PartProps<'div', FeedState> {}

/** Draws the shape of rows to come, until the first answer. Children replace it. */
export const FeedLoading = /* @__PURE__ */ createPart(
  'FeedLoading',
  'ow-feed-loading',
  'div',
  useFeedRoot,
  ({ children, ...props }: FeedLoadingProps, { feed }, { messages }) =>
    feed.isPending && feed.rows.count === 0 && !feed.error
      ? { ...props, children: children ?? <VisuallyHidden>{messages.loading}</VisuallyHidden> }
      : undefined,
)
