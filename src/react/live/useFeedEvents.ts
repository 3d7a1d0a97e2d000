'use client'

import { useEffect, useRef } from 'react'
import { diffFeed, type FeedChanges } from '../../core/feed/diffFeed.js'
import type { Engine } from '../../core/engine/engine.js'
import type { Feed, FeedData } from '../../core/contract/feed.js'
import type { Topic } from '../../core/contract/topic.js'

/** Inline functions are welcome: the latest is called. What the first answer brought is no event. */
export function useFeedEvents<T extends Topic, Item>(
  engine: Engine<T, FeedData<Item>>,
  topic: T | undefined,
  { identity }: Pick<Feed<T, Item>, 'identity'>,
  onEvents: ((changes: FeedChanges<Item>) => void) | undefined,
): void {
  const latest = useRef({ onEvents, topic })
  const key = topic && engine.protocol.key(topic)

  useEffect(() => {
    latest.current = { onEvents, topic }
  })

  useEffect(() => {
    const followed = latest.current.topic
    if (!followed || key === undefined) return undefined
    return engine.onTopic(followed, (event) => {
      if (event.type !== 'data' || !event.before || !latest.current.onEvents) return
      const changes = diffFeed(event.before, event.whole, identity)
      if (changes) latest.current.onEvents(changes)
    })
  }, [engine, identity, key])
}
