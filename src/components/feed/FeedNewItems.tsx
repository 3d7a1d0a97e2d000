'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedNewItemsProps extends PartProps<'button', FeedState> {}

/**
 * Counts the items that came while the feed was paused, or the reader elsewhere: "3 new". It brings the reader back to
 * the newest, and is there only as long as there are any.
 */
export const FeedNewItems = /* @__PURE__ */ createPart(
  'FeedNewItems',
  'ow-feed-new',
  'button',
  useFeedRoot,
  (props: FeedNewItemsProps, { feed, tail, toNewest, words }, { locale }) => {
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
