import type { Topic } from './topic.js'

/** A topic that only the socket brings, for whoever waits for its value. */
export interface PushedTopic<Data> {
  readonly protocol: { readonly id: string }
  readonly topic: Topic
  /** The newest data that are known. */
  getData(): Data | undefined
  on(listener: (event: PushedTopicEvent<Data>) => void): () => void
}

/** `data`: the caches show it. */
export type PushedTopicEvent<Data> =
  | { readonly type: 'info' | 'write' }
  | { readonly type: 'data'; readonly data: Data }
