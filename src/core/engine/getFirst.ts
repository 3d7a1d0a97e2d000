import type { Topic } from '../contract/topic.js'

interface Source<T extends Topic, Data> {
  getData(topic: T): Data | undefined
  onTopic(topic: T, listener: (event: { readonly type: string; readonly data?: Data }) => void): () => void
}

/** Answers with the data of a topic that is known, or else with the first that arrive: the answer where nobody can be asked. */
export function getFirst<T extends Topic, Data>({ getData, onTopic }: Source<T, Data>, topic: T): Promise<Data> {
  return new Promise((resolve) => {
    const known = getData(topic)
    if (known !== undefined) return resolve(known)
    const stop = onTopic(topic, ({ type, data }) => {
      if (type !== 'data' || data === undefined) return
      stop()
      resolve(data)
    })
  })
}
