'use client'

import { createContext, type RefObject } from 'react'
import type { FeedRow } from '../../core/feed/feedRows.js'
import type { FeedOrder } from '../../react/live/useEngineFeed.js'
import type { FeedSource } from './feedSource.js'
import type { FeedTail } from './useFeedTail.js'

/** A method, so that it may name the type of the feed's items. */
export interface RowTimes {
  getTime(row: FeedRow<unknown>): number | undefined
}

/** A `FeedRoot` gives this to the parts inside. */
export interface FeedContents {
  readonly feed: FeedSource
  readonly order: FeedOrder
  readonly tail: FeedTail
  /** Scrolls the list to its newest end, while there is a list. */
  readonly toNewest: RefObject<(() => void) | undefined>
  /** The items that the reader has opened. */
  readonly opened: WeakSet<object>
  readonly getTime: RowTimes['getTime'] | undefined
}

export const FeedContext = /* @__PURE__ */ createContext<FeedContents | undefined>(undefined)
