import type { Engine, TopicEvent } from './engine.js'
import type { Topic } from '../contract/protocol.js'

/** What is known of a topic, or the first that is heard of it: the answer where nobody can be asked. */
export function getFirst<T extends Topic, Data>(
  { getData, onTopic }: Pick<Engine<T, Data>, 'getData' | 'onTopic'>,
  topic: T,
): Promise<Data> {
  return new Promise((resolve) => {
    const known = getData(topic)
    if (known !== undefined) return resolve(known)
    const stop = onTopic(topic, (event: TopicEvent<Data>) => {
      if (event.type !== 'data') return
      stop()
      resolve(event.data)
    })
  })
}
