'use client'

import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { toFeedMessages } from './feedMessages.js'

export interface FeedItemState {
  /** Its source has taken it back. */
  readonly removed: boolean
}

export interface FeedItemProps extends PartProps<'div', FeedItemState>, WordsOptions {
  /** True where its source has taken it back: it stays, struck through, and says so. */
  readonly isRemoved?: boolean | undefined
  /** Replaces the words that it says then. */
  readonly removedText?: string | undefined
}

/** Draws an item in its row. */
export const FeedItem = /* @__PURE__ */ createPart(
  'FeedItem',
  'ow-feed-item',
  'div',
  ({ isRemoved = false, removedText, children, ...props }: FeedItemProps, { messages }) => ({
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
