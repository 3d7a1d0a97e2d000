'use client'

import type { WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { toFeedMessages } from './feedMessages.js'

export type FeedItemState = { readonly removed: boolean }

export interface FeedItemProps extends PartProps<'div', FeedItemState>, WordsOptions {
  /** Whether its source has taken it back: it stays, struck through, and says so. */
  readonly isRemoved?: boolean | undefined
  /** What it says then. */
  readonly removedText?: string | undefined
}

/** What a row shows of an item. */
export const FeedItem = /* @__PURE__ */ createPart<'div', FeedItemState, FeedItemProps>(
  'FeedItem',
  'feed-item',
  'div',
  ({ isRemoved = false, removedText, children, ...props }, { messages }) => ({
    state: { removed: isRemoved },
    attributes: {
      ...props,
      children: (
        <>
          {isRemoved && <span data-slot="ow-feed-removed">{removedText ?? toFeedMessages(messages).removed}</span>}
          {children}
        </>
      ),
    },
  }),
)
