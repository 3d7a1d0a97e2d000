'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { useSaidText } from '../part/useVoice.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedNoticeProps extends PartProps<'div', FeedState> {}

/**
 * Draws a sentence while nothing new can be loaded, which screen readers hear, and a button that tries again where that
 * may help. Items that were loaded stay. Children replace the sentence.
 */
export const FeedNotice = /* @__PURE__ */ createPart(
  'FeedNotice',
  'ow-notice',
  'div',
  useFeedRoot,
  function useAttributes({ children, ...props }: FeedNoticeProps, { feed, words }, { messages, say }) {
    const text = useSaidText(say)
    const { connection, error, rows } = feed
    if (!error || connection.transport === 'socket') return undefined
    return {
      ...props,
      children: (
        <>
          <span ref={text}>{children ?? (rows.count > 0 ? words.stale : words.failed(error))}</span>
          {!error.isMistake && (
            <button type="button" data-slot="ow-button" onClick={() => void feed.refetch()}>
              {messages.retry}
            </button>
          )}
        </>
      ),
    }
  },
)
