import type { Receipt } from '../contract/newest.js'
import type { TopicInfo, TopicSource } from '../contract/status.js'
import type { Finality } from '../contract/topic.js'

export const never = -Infinity

/**
 * The hand-over of one topic between socket and polling, as a value: four small machines and the times that move them.
 * `src/core/README.md` draws them. Times are of the monotonic clock, in ms; -Infinity is never.
 */
export interface TopicState {
  /**
   * The link's news of it.
   * - `none`: the service has not acknowledged it on the link that is up, or there is no link.
   * - `acknowledged`: the service will push from now on; what happened before is still to be asked for.
   * - `carried`: everything since the ack is known. Without polling an ack is enough.
   * - `suspected`: a poll brought what the socket should have pushed. Only a push or another subscription is trusted.
   */
  readonly subscription: 'none' | 'acknowledged' | 'carried' | 'suspected'
  /**
   * How complete the data are.
   * - `empty`: nothing has been heard.
   * - `gapSuspected`: something may have been missed; a snapshot is due.
   * - `gapClosing`: a snapshot that began after the suspicion is under way.
   * - `current`: nothing is known to be missing.
   */
  readonly picture: 'empty' | 'gapSuspected' | 'gapClosing' | 'current'
  /**
   * - `open`: more may come.
   * - `provisional`: an end that may be overturned, until an answer that was asked for after its grace settles it.
   * - `settled`: readers are told. Late news still replace it: it stays subscribed, and is asked for ever more rarely.
   * - `final`: nothing is asked or awaited any more.
   */
  readonly end: 'open' | 'provisional' | 'settled' | 'final'
  /**
   * - `idle`: nobody is asked.
   * - `pendingRefetch`: a reader's cache was told to refetch, and has neither asked nor come back yet.
   * - `queued`: the request waits for its slot in the budget.
   * - `underWay`: the service was asked.
   */
  readonly request: 'idle' | 'pendingRefetch' | 'queued' | 'underWay'
  /** The reader whose cache was told to refetch, as long as it has neither asked nor come back. */
  readonly pendingReader?: unknown
  /** Since when the end is provisional. */
  readonly provisionalSince?: number | undefined
  /** Since when a poll's news wait for the socket to push them too. */
  readonly unpushedSince?: number | undefined
  /** Since when the socket doesn't carry it, as far as anybody knows; undefined while it does. */
  readonly downSince: number | undefined
  readonly watchedAt: number
  /** When the last request was wanted, when one of its turns last began, and when it ended. */
  readonly queuedAt: number
  readonly startedAt: number
  readonly endedAt: number
  /** When the last request began that was answered. */
  readonly askedAt: number
  readonly pushedAt: number
  /** When the service was last heard of it, in unix ms, and the way by which the data came, as they are. */
  readonly lastEventAt?: number | undefined
  readonly source?: TopicSource | undefined
  /** Polls in a row that brought nothing, or failed. */
  readonly quietPolls: number
  /** The last request failed, or the page has said since then that none can succeed. */
  readonly hasFailed: boolean
  /** Neither a request nor the link has brought anything: nobody knows. A push or an answer ends it, a ping doesn't. */
  readonly isUnheard: boolean
  /** The page says that it is offline, or away. It may be wrong: it is asked for once a minute. */
  readonly isSlowed: boolean
  /** U(0, 1), drawn once a poll. */
  readonly jitter: number
}

/** The surroundings of a topic at the moment of an event. */
export interface TopicFacts {
  readonly now: number
  /** In unix ms. */
  readonly unixNow: number
  /** U(0, 1). Read only where a chance is drawn. */
  readonly random: number
  readonly isWatched: boolean
  /** The service has acknowledged the subscription on the link that is up. */
  readonly isAcknowledged: boolean
  /** When anything last came over the link, by the monotonic clock. */
  readonly heardAt: number
  /** The protocol can ask for it at all. */
  readonly isPollable: boolean
  /** Nothing is asked for that nobody sees. */
  readonly isVisible: boolean
  /** The page says that it is offline, or away. */
  readonly isSlowed: boolean
  /** The finality of the newest data; `open` without any. */
  readonly finality: Finality
  /** When the data last moved. */
  readonly movedAt: number
  /** A feed's pushes don't tell what was passed over or taken back: they put off no poll. */
  readonly isFeed: boolean
  /** No reader sees it just now. False where it is absent. */
  readonly isOutOfView?: boolean
  /** How often to poll at first, in ms: the shortest that a reader asks for. */
  readonly intervalMs: number
  /** See `State`. */
  readonly toInfo?: ((info: TopicInfo, unixNow: number) => TopicInfo) | undefined
}

export type TopicStateEvent =
  /** A reader came; `isFirst`: nobody watched before. */
  | { readonly type: 'watched'; readonly isFirst: boolean }
  | { readonly type: 'left'; readonly reader: unknown }
  /** Something may have been missed. With `maxAgeMs` a younger picture is good enough. */
  | { readonly type: 'invalidated'; readonly maxAgeMs: number }
  | ({ readonly type: 'received' } & Receipt)
  /** A poll is due: a reader's cache is told to refetch, ... */
  | { readonly type: 'refetching'; readonly reader: unknown }
  /** ... which it did without asking. */
  | { readonly type: 'refetched'; readonly reader: unknown }
  /** Somebody asks; one of the request's turns begins; it ends. */
  | { readonly type: 'queued' | 'started' | 'answered' | 'failed' | 'notNeeded' }
  /** Connection, page, readers or time have changed, or the data are written. */
  | { readonly type: 'changed' }
