import type { Topic } from '../contract/topic.js'
import { protect } from '../utils/protect.js'
import type { TopicHandle } from './topicHandle.js'

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
 * @param settled The topics whose end was called back. It outlives this watch: watching again doesn't repeat it.
 */
export function watchTopic<T extends Topic, Data>(
  handle: TopicHandle<T, Data>,
  getCallbacks: () => TopicCallbacks<Data>,
  settled: Set<string>,
): () => void {
  const name = `${handle.protocol.id} ${handle.key}`
  const callOnSettled = () => {
    const { data, info } = handle.getShown()
    const { onSettled } = getCallbacks()
    if (data === undefined || settled.has(name) || !info.isSettled || !onSettled) return
    settled.add(name)
    protect(() => onSettled(data))
  }
  callOnSettled()
  return handle.on((event) => {
    if (event.type === 'write') return
    if (event.type === 'data') protect(() => getCallbacks().onUpdate?.(event.data))
    callOnSettled()
  })
}
