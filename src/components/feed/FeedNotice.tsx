'use client'

import type { PartProps } from '../part/createPart.js'
import { createFeedPart } from './createFeedPart.js'
import type { FeedState } from './toFeedState.js'

export type FeedNoticeProps = PartProps<'div', FeedState>

/** A sentence while nothing new can be loaded, and a button that tries again. What was loaded stays. Children take the sentence's place. */
export const FeedNotice = /* @__PURE__ */ createFeedPart<'div', FeedNoticeProps>(
  'FeedNotice',
  'notice',
  'div',
  ({ children, ...props }, { feed, messages, words }) => {
    const { connection, error, rows } = feed
    if (!error || connection.transport === 'socket') return undefined
    return {
      ...props,
      children: (
        <>
          <span>{children ?? (rows.count > 0 ? words.stale : words.failed(error))}</span>
          <button type="button" data-slot="ow-button" onClick={() => void feed.refetch()}>
            {messages.retry}
          </button>
        </>
      ),
    }
  },
)
