'use client'

import type { PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { createFeedPart } from './createFeedPart.js'
import type { FeedState } from './toFeedState.js'

export type FeedNewItemsProps = PartProps<'button', FeedState>

/** "3 new": what came while the feed was paused, or the reader elsewhere. It brings back to the newest, and is there only as long as there are any. */
export const FeedNewItems = /* @__PURE__ */ createFeedPart<'button', FeedNewItemsProps>(
  'FeedNewItems',
  'feed-new',
  'button',
  (props, { feed, locale, tail, toNewest, words }) => {
    const count = tail.unseen + (feed.isPaused ? feed.newCount : 0)
    if (count === 0) return undefined
    function bringBack() {
      if (feed.isPaused) feed.resume()
      tail.setFollowing(true)
      toNewest.current?.()
    }
    return mergeProps(
      { type: 'button', onClick: bringBack, children: words.newItems(count, count.toLocaleString(locale)) },
      props,
    )
  },
)
