'use client'

import { useEffect, useRef } from 'react'
import type { TopicHandle } from '../../core/engine/topicHandle.js'
import type { Topic } from '../../core/contract/topic.js'
import { watchTopic, type TopicCallbacks } from '../../core/engine/topicCallbacks.js'

/** Inline functions are welcome: the latest are called, and nothing is subscribed anew for them. */
export function useTopicCallbacks<T extends Topic, Data>(
  handle: TopicHandle<T, Data> | undefined,
  callbacks: TopicCallbacks<Data>,
): void {
  const latest = useRef(callbacks)
  // Outlives StrictMode's second run of the effects, which must not settle twice.
  const settled = useRef(new Set<string>())

  const { onSettled, onUpdate } = callbacks
  const hasSettled = Boolean(onSettled)
  const hasUpdate = Boolean(onUpdate)

  useEffect(() => {
    latest.current = { onSettled, onUpdate }
  }, [onSettled, onUpdate])

  useEffect(
    // Most readers have no callback, and nothing is called for their news.
    () => (handle && (hasSettled || hasUpdate) ? watchTopic(handle, () => latest.current, settled.current) : undefined),
    [handle, hasSettled, hasUpdate],
  )
}
