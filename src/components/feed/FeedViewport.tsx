'use client'

import { type UIEvent, useRef } from 'react'
import type { PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { createFeedPart } from './createFeedPart.js'
import type { FeedState } from './toFeedState.js'

export type FeedViewportProps = PartProps<'div', FeedState>

/** How far from the newest end still counts as being there, in px. */
const nearPx = 8

/** What scrolls. It holds the list, and what stands at its ends; the keyboard scrolls it as it scrolls any page. */
export const FeedViewport = /* @__PURE__ */ createFeedPart<'div', FeedViewportProps>(
  'FeedViewport',
  'feed-viewport',
  'div',
  function useViewport(props, { order, tail, words }) {
    const last = useRef(0)
    function onScroll({ currentTarget }: UIEvent<HTMLElement>) {
      const { clientHeight, scrollHeight, scrollTop } = currentTarget
      const moved = scrollTop - last.current
      last.current = scrollTop
      const isNewestFirst = order === 'newest-first'
      const distance = isNewestFirst ? scrollTop : scrollHeight - clientHeight - scrollTop
      if (distance <= nearPx) tail.setFollowing(true)
      // What is measured may move the end away; only who scrolls away from it has left it.
      else if (isNewestFirst ? moved > 0 : moved < 0) tail.setFollowing(false)
    }
    return mergeProps({ tabIndex: 0, role: 'group', 'aria-label': words.label, onScroll }, props)
  },
)
