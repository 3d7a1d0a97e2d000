'use client'

import { useMemo, useRef } from 'react'
import type { FeedOrder } from '../../react/live/useEngineFeed.js'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { keepFocus } from '../part/keepFocus.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { type ConnectionAttributes, toConnectionAttributes } from '../status/connectionAttributes.js'
import { FeedContext, FeedVoiceContext } from './FeedContext.js'
import { toFeedMessages } from './feedMessages.js'
import type { FeedSource } from './feedSource.js'
import { type FeedState, toFeedState } from './toFeedState.js'
import { useAnnouncer } from './useAnnouncer.js'
import { useFeedTail } from './useFeedTail.js'

export interface FeedRootState extends FeedState, ConnectionAttributes {}

export interface FeedRootProps extends PartProps<'div', FeedRootState>, WordsOptions {
  /** From `useLiveFeed()`, or any hook that follows a feed. */
  readonly feed: FeedSource
  /** The order that the hook was given; `'newest-first'` by default. */
  readonly order?: FeedOrder | undefined
}

/** Holds one feed: gives it to the parts inside, carries its state, and says to screen readers how many have come. */
export const FeedRoot = /* @__PURE__ */ createPart(
  'FeedRoot',
  'ow-feed',
  'div',
  function useDrawing({ feed, order = 'newest-first', children, ...props }: FeedRootProps, { locale, messages }) {
    const tail = useFeedTail(feed, order)
    const toNewest = useRef<() => void>(undefined)
    const { announcement } = toFeedMessages(messages)
    const { say, text } = useAnnouncer(tail.arrived, (count) => announcement(count, count.toLocaleString(locale)))
    const contents = useMemo(() => ({ feed, order, tail, toNewest }), [feed, order, tail])

    return {
      state: { ...toFeedState(contents), ...toConnectionAttributes(feed.connection) },
      ref: keepFocus,
      // The root's words are its parts' too.
      inside: {},
      attributes: {
        'aria-busy': feed.isPending || undefined,
        ...props,
        children: (
          <>
            <FeedContext.Provider value={contents}>
              <FeedVoiceContext.Provider value={say}>{children}</FeedVoiceContext.Provider>
            </FeedContext.Provider>
            <VisuallyHidden role="status">{text}</VisuallyHidden>
          </>
        ),
      },
    }
  },
)
