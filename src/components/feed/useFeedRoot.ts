'use client'

import { useContext } from 'react'
import type { PartContext } from '../part/PartContext.js'
import { needRoot } from '../part/needRoot.js'
import { FeedContext, type FeedContents } from './FeedContext.js'
import { type FeedMessages, toFeedMessages } from './feedMessages.js'
import { type FeedState, toFeedState } from './toFeedState.js'

export interface UseFeedRootReturnType extends FeedContents {
  readonly words: FeedMessages
  readonly state: FeedState
}

/** Binds a part to the `FeedRoot` around it: the part carries the feed's state. For `createPart`. */
export function useFeedRoot(part: string, { messages }: PartContext): UseFeedRootReturnType {
  const contents = needRoot(useContext(FeedContext), part, '<FeedRoot feed={…}>')
  return { ...contents, words: toFeedMessages(messages), state: toFeedState(contents) }
}
