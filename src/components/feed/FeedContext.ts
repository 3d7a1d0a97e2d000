'use client'

import { createContext, type RefObject } from 'react'
import type { FeedOrder } from '../../react/live/useEngineFeed.js'
import type { FeedSource } from './feedSource.js'
import type { FeedTail } from './useFeedTail.js'

/** A `FeedRoot` gives this to the parts inside. */
export interface FeedContents {
  readonly feed: FeedSource
  readonly order: FeedOrder
  readonly tail: FeedTail
  /** Scrolls the list to its newest end, while there is a list. */
  readonly toNewest: RefObject<(() => void) | undefined>
}

export const FeedContext = /* @__PURE__ */ createContext<FeedContents | undefined>(undefined)
