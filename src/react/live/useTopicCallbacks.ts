'use client'

import { useEffect, useRef } from 'react'
import type { Engine } from '../../core/engine/engine.js'
import type { Topic } from '../../core/contract/topic.js'
import { watchTopic, type TopicCallbacks } from '../../core/engine/topicCallbacks.js'

/** Inline functions are welcome: the latest are called, and nothing is subscribed anew for them. */
export function useTopicCallbacks<T extends Topic, Data>(
  engine: Engine<T, Data>,
  topic: T | undefined,
  callbacks: TopicCallbacks<Data>,
): void {
  const latest = useRef(callbacks)
  // Outlives StrictMode's second run of the effects, which must not settle twice.
  const settled = useRef(new Set<string>())
  const key = topic && engine.protocol.key(topic)

  useEffect(() => {
    latest.current = callbacks
  })

  useEffect(
    () => topic && watchTopic(engine, topic, () => latest.current, settled.current),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- The key stands for the topic, which is written inline.
    [engine, key],
  )
}
