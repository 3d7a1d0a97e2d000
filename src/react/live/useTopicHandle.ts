'use client'

import { useMemo } from 'react'
import type { Topic } from '../../core/contract/topic.js'
import type { Engine } from '../../core/engine/engine.js'
import type { TopicHandle } from '../../core/engine/topicHandle.js'

/** The same handle for equal topics, so that a topic may be written inline. Undefined for no topic, or a wrong one. */
export function useTopicHandle<T extends Topic, Data>(
  engine: Engine<T, Data>,
  topic: T | undefined,
): TopicHandle<T, Data> | undefined {
  const handle = topic && engine.topic(topic)
  const key = handle?.key
  // eslint-disable-next-line react-hooks/exhaustive-deps -- The key stands for the topic, which is written inline.
  return useMemo(() => (handle?.problem ? undefined : handle), [engine, key])
}
