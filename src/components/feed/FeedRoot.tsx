'use client'

import { useMemo, useRef, useState } from 'react'
import type { FeedOrder } from '../../react/live/useEngineFeed.js'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { toNamed } from '../part/toNamed.js'
import { useVoice } from '../part/useVoice.js'
import { type ConnectionAttributes, toConnectionAttributes } from '../status/connectionAttributes.js'
import { FeedContext, type RowTimes } from './FeedContext.js'
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
  /**
   * The feed's accessible name, which its news begin with. Where the page shows a name, pass `aria-labelledby` instead.
   * Without one the list alone has a name, from the messages.
   */
  readonly title?: string | undefined
  /**
   * Returns a row's time in unix ms; undefined or NaN where it has none. Given one, each day has a heading, but today
   * at the list's beginning. Keep it outside the component.
   */
  readonly getTime?: RowTimes['getTime'] | undefined
}

/** Holds one feed: gives it to the parts inside, carries its state, and says to screen readers how many have come. */
export const FeedRoot = /* @__PURE__ */ createPart(
  'FeedRoot',
  'ow-feed',
  'div',
  function useDrawing(
    { feed, order = 'newest-first', children, getTime, title, ...props }: FeedRootProps,
    { locale, messages },
  ) {
    const tail = useFeedTail(feed, order)
    const toNewest = useRef<() => void>(undefined)
    const [opened] = useState(() => new WeakSet())
    const { announcement } = toFeedMessages(messages)
    const { ref, say } = useVoice()
    useAnnouncer(say, tail.arrived, (count) => announcement(count, count.toLocaleString(locale)))
    const contents = useMemo(
      () => ({ feed, order, tail, toNewest, opened, getTime }),
      [feed, order, tail, opened, getTime],
    )

    return {
      state: { ...toFeedState(contents), ...toConnectionAttributes(feed.connection) },
      ref,
      // The root's words are its parts' too.
      inside: { say, clockOffsetMs: feed.connection.clockOffsetMs },
      attributes: {
        'aria-busy': feed.isPending || undefined,
        ...toNamed(title, props),
        ...props,
        children: <FeedContext.Provider value={contents}>{children}</FeedContext.Provider>,
      },
    }
  },
)
