'use client'

import { useEffect, useRef } from 'react'
import type { Engine } from '../core/engine.js'
import type { Topic } from '../core/protocol.js'

export interface TopicCallbacks<Data> {
  /** Called after each change that is shown, at most once a frame of the screen. */
  readonly onUpdate?: ((data: Data) => void) | undefined
  /** Called once a topic when its end is reached, also where that had happened before this component was mounted. */
  readonly onSettled?: ((data: Data) => void) | undefined
}

/** Inline functions are welcome: the latest are called, and nothing is subscribed anew for them. */
export function useTopicCallbacks<T extends Topic, Data>(
  engine: Engine<T, Data>,
  topic: T | undefined,
  callbacks: TopicCallbacks<Data>,
): void {
  const latest = useRef(callbacks)
  // Outlives StrictMode's second run of the effects, which must not settle twice.
  const settled = useRef(new Set<string>())
  const current = useRef(topic)
  const key = topic && engine.protocol.key(topic)

  useEffect(() => {
    latest.current = callbacks
    current.current = topic
  })

  useEffect(() => {
    const followed = current.current
    if (!followed || key === undefined) return undefined
    const settle = () => {
      const data = engine.getData(followed)
      if (data === undefined || !engine.getTopic(followed).isSettled || settled.current.has(key)) return
      settled.current.add(key)
      latest.current.onSettled?.(data)
    }
    settle()
    return engine.onTopic(followed, (event) => {
      if (event.type === 'data') latest.current.onUpdate?.(event.data)
      settle()
    })
  }, [engine, key])
}
