'use client'

import { createContext, type RefObject, useContext } from 'react'
import type { FeedOrder } from '../../react/live/useEngineFeed.js'
import { needRoot } from './needRoot.js'
import type { FeedSource } from './feedSource.js'
import type { FeedTail } from './useFeedTail.js'

/** What a `FeedRoot` tells the parts inside. */
export interface FeedContents {
  readonly feed: FeedSource
  readonly order: FeedOrder
  readonly tail: FeedTail
  /** The list's own way to its newest end, while there is a list. */
  readonly toNewest: RefObject<(() => void) | undefined>
}

export const FeedContext = createContext<FeedContents | undefined>(undefined)

/** Says something through the feed's live region. Apart from the rest, so that rows are not drawn again with each event. */
export const FeedVoiceContext = createContext<(text: string) => void>(() => {})

export function useFeed(part: string): FeedContents {
  return needRoot(useContext(FeedContext), part, '<FeedRoot feed={…}>')
}
