'use client'

import type { ReactNode } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { useSaidText } from '../part/useVoice.js'
import { RetryButton } from '../status/RetryButton.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedNoticeProps extends PartProps<'div', FeedState> {
  /** The button; a `<RetryButton />` that asks the service again by default, where trying again may help. */
  readonly button?: ReactNode
}

/**
 * Draws a sentence while nothing new can be loaded, which screen readers hear, and a button that tries again where that
 * may help. Items that were loaded stay. Children replace the sentence.
 */
export const FeedNotice = /* @__PURE__ */ createPart(
  'FeedNotice',
  'ow-notice',
  'div',
  useFeedRoot,
  function useAttributes({ button, children, ...props }: FeedNoticeProps, { feed, words }, { say }) {
    const text = useSaidText(say)
    const { connection, error, rows } = feed
    if (!error || connection.transport === 'socket') return undefined
    return {
      ...props,
      children: (
        <>
          <span ref={text}>{children ?? (rows.count > 0 ? words.stale : words.failed(error))}</span>
          {button ?? (!error.isMistake && <RetryButton onClick={() => void feed.refetch()} />)}
        </>
      ),
    }
  },
)
