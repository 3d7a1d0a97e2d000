'use client'

import { useContext } from 'react'
import { ReactPartContext } from '../part/PartContext.js'
import { useFeedRoot, type UseFeedRootReturnType } from './useFeedRoot.js'

export interface UseFeedReturnType extends UseFeedRootReturnType {}

/**
 * Returns the feed of the `FeedRoot` around a component (`LogFeed.Root`, `WebhookFeed.Root` and `IntentList.Root` are
 * such), where its reader is, its words and its state.
 *
 * @throws An `OnwireError`, `OUTSIDE_ITS_ROOT`, where there is no root around it.
 */
export function useFeed(): UseFeedReturnType {
  return useFeedRoot('useFeed', useContext(ReactPartContext))
}
