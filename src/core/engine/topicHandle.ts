import type { OnwireError } from '../contract/errors.js'
import type { Change } from '../contract/newest.js'
import type { Protocol, State } from '../contract/protocol.js'
import type { Source, Topic } from '../contract/topic.js'
import { identifyTopic } from '../topic/identifyTopic.js'
import type { LiveTopic, Moment, Watcher } from '../topic/liveTopicContract.js'
import { idleInfo } from '../topic/topicInfo.js'
import type { Listeners } from '../utils/listeners.js'

/**
 * - `write`: to be written into the caches; one frame of the screen emits all of its writes within one `batch`.
 * - `data`: the caches show it.
 * - `info`: how it is kept up to date has changed.
 */
export type TopicEvent<Data> =
  | { readonly type: 'info' }
  | { readonly type: 'write'; readonly data: Data }
  | ({ readonly type: 'data' } & Change<Data>)

/**
 * One topic of an engine. Its key is derived once and checked once.
 *
 * A handle holds nothing: making another one for an equal topic gives the same data.
 */
export interface TopicHandle<T extends Topic = Topic, Data = unknown> {
  readonly protocol: Protocol<T, Data>
  readonly topic: T
  readonly key: string
  /** The meaning of the topic's kind. */
  readonly kind: State<T, Data>
  /** The reason why the topic can't be followed, if there is one: nothing is watched then, and no data are known. */
  readonly problem: OnwireError | undefined
  /** Keeps the topic up to date until released. `seen` is the value that the watcher's cache shows. */
  watch(watcher: Watcher, seen?: unknown): () => void
  /** The newest data that are known: readers may see them a frame of the screen later. */
  getData(): Data | undefined
  /** Readers see this: the data, and what is said of them at the same moment. */
  getShown(): Moment<Data>
  on(listener: (event: TopicEvent<Data>) => void): () => void
  /** Asks the service, and resolves with the newest data that are known by then. Rejects with an `OnwireError`. */
  snapshot(): Promise<Data>
  /** Receives news that the app or a request of its brought; also of a topic that nobody watches. */
  receive(data: Data, via: Source['via'], askedAt?: number): void
  /** The value for a cache that shows `seen`, which is `seen` where that is as good. Undefined for a foreign value. */
  reconcile(seen: unknown): unknown
  /** Answers whether a cached value says that nothing can come any more. */
  isFinal(seen: unknown): boolean
}

/** An engine's side of its handles. */
export interface TopicHandleContext<T extends Topic, Data> {
  readonly protocol: Protocol<T, Data>
  readonly listeners: Listeners<TopicEvent<Data>>
  /** Nothing is watched on a server, and after the engine was closed. */
  isWatching(): boolean
  find(key: string): LiveTopic<T, Data> | undefined
  open(topic: T, key: string): LiveTopic<T, Data>
  showNow(): void
  /** Tells a problem to whoever made it, and returns it. */
  toMistake(problem: OnwireError): OnwireError
}

export function createTopicHandle<T extends Topic, Data>(
  topic: T,
  { find, isWatching, listeners, open, protocol, showNow, toMistake }: TopicHandleContext<T, Data>,
): TopicHandle<T, Data> {
  const { key, problem } = identifyTopic(protocol, topic)
  const kind = protocol.stateOf(topic)
  const handle: TopicHandle<T, Data> = {
    protocol,
    topic,
    key,
    kind,
    problem,
    watch: (watcher, seen) =>
      isWatching() && !problem ? open(topic, key).watch(watcher, kind.revive(seen)) : () => {},
    getData: () => find(key)?.getData(),
    getShown: () => find(key)?.getShown() ?? { data: undefined, info: idleInfo },
    on: (listener) => listeners.add(key, listener),
    async snapshot() {
      if (problem) throw toMistake(problem)
      return kind.awaitPush?.(handle, find(key)?.isWatched() === true) ?? open(topic, key).snapshot()
    },
    receive(data, via, askedAt) {
      if (!problem) open(topic, key).receive(data, via, askedAt)
    },
    reconcile(seen) {
      if (problem) return undefined
      const liveTopic = find(key)
      const data = liveTopic?.getData()
      if (data === seen) return seen
      const value = kind.revive(seen)
      if (!liveTopic || value === undefined) return data ?? value
      liveTopic.receive(value, 'cache')
      showNow()
      const newest = liveTopic.getData() ?? value
      // A value that is as good as the newest is left alone.
      return kind.merge(value, newest, seed) === value ? seen : newest
    },
    isFinal(seen) {
      const value = kind.revive(seen)
      return value !== undefined && kind.finality(value) === 'final'
    },
  }
  return handle
}

const seed: Source = { via: 'cache', receivedAt: 0, askedAt: undefined, previousChangedAt: -Infinity }
