import type { Connection } from '../connection/connection.js'
import type { TopicInfo, TopicSource } from '../contract/status.js'
import type { Report } from '../contract/diagnostics.js'
import type { RequestBudget } from './requestBudget.js'
import type { Environment } from '../contract/environment.js'
import type { Change } from '../contract/newest.js'
import type { Protocol } from '../contract/protocol.js'
import type { Source, Topic } from '../contract/topic.js'

/** The order in which topics are asked for, where the budget doesn't allow all at once. */
export type Priority = 'high' | 'low'

/** A reader of a topic, through a cache. */
export interface Watcher {
  /**
   * Asks through the cache's own fetching, so that its users see it; ends in `engine.snapshot`.
   *
   * @param isStuck What the cache is fetching already has led to no request: it is dropped.
   */
  refetch(isStuck: boolean): Promise<unknown>
  /** How often to poll while the socket is down, in ms; the smallest counts. */
  readonly pollingIntervalMs?: number | undefined
  /** `'low'` where nobody sees it just now. The highest counts; `'high'` by default. */
  readonly priority?: Priority | undefined
  /** How many items of a feed it shows; the largest counts. */
  readonly limit?: number | undefined
}

/** A topic as readers see it: its data, and what is said of them, were true at once. */
export interface Moment<Data> {
  readonly data: Data | undefined
  readonly info: TopicInfo
}

/** An engine's side of its topics. */
export interface LiveTopicContext<T extends Topic, Data> {
  readonly protocol: Protocol<T, Data>
  readonly environment: Environment
  readonly connection: Connection
  readonly budget: RequestBudget
  readonly report: Report
  readonly pollingIntervalMs: number
  /** It is to be subscribed, or no more. */
  onWanted(liveTopic: LiveTopic<T, Data>, isWanted: boolean): void
  /** It has news: data that changed, or that it was heard of. */
  onNews(liveTopic: LiveTopic<T, Data>): void
  /** The words about it have changed, and no news wait to be shown. */
  onInfo(liveTopic: LiveTopic<T, Data>): void
  /** Shows what waits for the next frame, before somebody reads it another way. */
  showNow(): void
  /** Nobody watches it: called as often as it is refreshed then, at the end of its last request, too. */
  onRest(liveTopic: LiveTopic<T, Data>): void
}

/**
 * The data of one topic, and whatever keeps them up to date: the socket, the poll, or nothing.
 *
 * - The data that it hands out are never older than those before.
 * - It wants its subscription and plans its polls while somebody watches and its end isn't reached.
 *   After that no timer is left.
 */
export interface LiveTopic<T extends Topic, Data> {
  readonly topic: T
  readonly key: string
  getData(): Data | undefined
  getShown(): Moment<Data>
  isWatched(): boolean
  /** How many bytes it takes to remember it, roughly; 4 000 by default. */
  readonly getBytes?: (() => number) | undefined
  /** Makes what is known what is shown; tells what that changes. */
  show(): { readonly change: Change<Data> | undefined; readonly hasInfo: boolean }
  /** Takes news in, whatever way it came. `by`: what brought them to whoever sent them on. */
  receive(next: Data, via: Source['via'], askedAt?: number, isWhole?: boolean, by?: TopicSource['via']): void
  /** `seen` is what its cache shows. */
  watch(watcher: Watcher, seen?: Data): () => void
  /** Asks the service, and resolves with the newest data that are known by then. Callers meanwhile share the answer. */
  snapshot(): Promise<Data>
  /** Something may have been missed: a snapshot closes the gap. With `maxAgeMs` one that is younger will do. */
  invalidate(maxAgeMs?: number): void
  /** Acts on what has changed around it: the connection, the page, the time. */
  refresh(): void
  /** Nobody is to watch it any more. */
  abandon(): void
}
