'use client'

import { useEffect, useRef } from 'react'
import { watchFeed } from '../../core/engine/feedCallbacks.js'
import type { FeedChanges } from '../../core/feed/diffFeed.js'
import type { TopicHandle } from '../../core/engine/topicHandle.js'
import type { FeedData, ItemReader } from '../../core/contract/feed.js'
import type { Topic } from '../../core/contract/topic.js'

/** Inline functions are welcome: the latest is called. What the first answer brought is no event. */
export function useFeedEvents<T extends Topic, Item>(
  handle: TopicHandle<T, FeedData<Item>> | undefined,
  { identity }: Pick<ItemReader<Item>, 'identity'>,
  onEvents: ((changes: FeedChanges<Item>) => void) | undefined,
): void {
  const latest = useRef(onEvents)

  useEffect(() => {
    latest.current = onEvents
  })

  useEffect(() => handle && watchFeed(handle, identity, () => latest.current), [handle, identity])
}
