import { protect } from '../utils/protect.js'
import type { Engine } from './engine.js'
import type { Topic } from '../contract/topic.js'

export interface TopicCallbacks<Data> {
  /** Called after each change that is shown, at most once a frame of the screen. */
  readonly onUpdate?: ((data: Data) => void) | undefined
  /** Called once a topic when its end is reached, also where that had happened before anybody asked. */
  readonly onSettled?: ((data: Data) => void) | undefined
}

/**
 * Calls back for one topic's news and its end.
 *
 * @param getCallbacks Asked at each call, so that the latest are called.
 * @param settled The keys whose end has been told. It outlives this watch, so that watching again doesn't tell it again.
 */
export function watchTopic<T extends Topic, Data>(
  engine: Engine<T, Data>,
  topic: T,
  getCallbacks: () => TopicCallbacks<Data>,
  settled: Set<string>,
): () => void {
  const key = `${engine.protocol.id} ${engine.protocol.key(topic)}`
  const settle = () => {
    const data = engine.getData(topic)
    if (data === undefined || settled.has(key) || !engine.getTopic(topic).isSettled) return
    settled.add(key)
    protect(() => getCallbacks().onSettled?.(data))
  }
  settle()
  return engine.onTopic(topic, (event) => {
    if (event.type === 'data') protect(() => getCallbacks().onUpdate?.(event.data))
    settle()
  })
}
