'use client'

import type { FeedData } from '../../core/contract/feed.js'
import type { Protocol } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import { getEngine } from '../client/getEngine.js'
import { useOnwire } from '../client/OnwireProvider.js'
import { type FollowedFeed, useEngineFeed, type LiveFeed, type LiveFeedOptions } from './useEngineFeed.js'

export interface UseLiveFeedParameters<T extends Topic, Item, Shown> extends LiveFeedOptions<T, Item, Shown> {
  /** The object that was given to `createOnwire({ protocols })`. */
  readonly protocol: Protocol<T, FeedData<Item>>
  /** The topic to follow; undefined disables the hook. */
  readonly topic: T | undefined
  /** The one that the protocol made its state of. */
  readonly feed: FollowedFeed<T, Item>
  readonly select: (item: Item) => Shown
}

export type UseLiveFeedReturnType<Shown> = LiveFeed<Shown>

/** Follows one feed of any protocol: the hook for protocols of your own. */
export function useLiveFeed<T extends Topic, Item, Shown>(
  parameters: UseLiveFeedParameters<T, Item, Shown>,
): UseLiveFeedReturnType<Shown> {
  const { feed, protocol, select, topic, ...options } = parameters
  return useEngineFeed(getEngine(useOnwire(), protocol), topic, feed, select, options)
}
