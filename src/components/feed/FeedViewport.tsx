'use client'

import { type UIEvent, useRef } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import type { FeedState } from './toFeedState.js'
import { useDays } from './useDays.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedViewportProps extends PartProps<'div', FeedState> {}

/** The distance from the newest end that still counts as being there, in px. */
const nearPx = 8

/** Scrolls. It holds the list, and the parts at its ends; the keyboard scrolls it as it scrolls any page. */
export const FeedViewport = /* @__PURE__ */ createPart(
  'FeedViewport',
  'ow-feed-viewport',
  'div',
  useFeedRoot,
  function useAttributes(props: FeedViewportProps, { feed, getTime, order, tail, words }, context) {
    const last = useRef(0)
    const findDay = useDays(feed.rows, getTime, context)
    // It stands apart from the rows: one that comes before the first has no other height than it will have.
    const day = feed.rows.count > 0 ? findDay(0) : undefined
    function onScroll({ currentTarget }: UIEvent<HTMLElement>) {
      const { clientHeight, scrollHeight, scrollTop } = currentTarget
      const moved = scrollTop - last.current
      last.current = scrollTop
      const isNewestFirst = order === 'newest-first'
      const distance = isNewestFirst ? scrollTop : scrollHeight - clientHeight - scrollTop
      if (distance <= nearPx) tail.setFollowing(true)
      // Rows that are measured may move the end away; only a reader who scrolls away from it has left it.
      else if (isNewestFirst ? moved > 0 : moved < 0) tail.setFollowing(false)
    }
    return {
      ...mergeProps({ tabIndex: 0, role: 'group', 'aria-label': words.label, onScroll }, props),
      children: (
        <>
          {day && day !== findDay(-1) && <div data-slot="ow-feed-day">{day}</div>}
          {props.children}
        </>
      ),
    }
  },
)
