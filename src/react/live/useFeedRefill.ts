'use client'

import { useEffect, useRef } from 'react'
import type { FeedData, ItemReader } from '../../core/contract/feed.js'
import type { Topic } from '../../core/contract/topic.js'
import type { Engine } from '../../core/engine/engine.js'
import { refillFeed } from '../../core/engine/refillFeed.js'
import type { TopicHandle } from '../../core/engine/topicHandle.js'

/** Fills a list up to its limit where that has grown, or where readers before wanted less. Once for each limit. */
export function useFeedRefill<T extends Topic, Item>(
  engine: Engine<T, FeedData<Item>>,
  handle: TopicHandle<T, FeedData<Item>> | undefined,
  feed: Pick<ItemReader<Item>, 'position'>,
  limit: number,
  hasData: boolean,
): void {
  const last = useRef<{ readonly handle: object; readonly limit: number }>(undefined)

  useEffect(() => {
    if (!handle || !hasData) return
    const before = last.current?.handle === handle ? last.current : undefined
    last.current = { handle, limit }
    if (before?.limit !== limit)
      void refillFeed(engine, handle, feed, { limit, hasGrown: before !== undefined && limit > before.limit })
  }, [engine, feed, handle, hasData, limit])
}
