'use client'

import type { PartProps } from '../part/createPart.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { createFeedPart } from './createFeedPart.js'
import type { FeedState } from './toFeedState.js'

export type FeedLoadingProps = PartProps<'div', FeedState>

/** The shape of rows to come, until the first answer. Children take its place. */
export const FeedLoading = /* @__PURE__ */ createFeedPart<'div', FeedLoadingProps>(
  'FeedLoading',
  'feed-loading',
  'div',
  ({ children, ...props }, { feed, messages }) =>
    feed.isPending && feed.rows.count === 0 && !feed.error
      ? { ...props, children: children ?? <VisuallyHidden>{messages.loading}</VisuallyHidden> }
      : undefined,
)
