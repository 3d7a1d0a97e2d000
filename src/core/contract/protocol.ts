import type { OnwireError } from './errors.js'
import type { FeedPieces } from './feed.js'
import type { FetchContext } from './fetchContext.js'
import type { CreateHeartbeat } from './heartbeat.js'
import type { StartHello } from './hello.js'
import type { PushedTopic } from './pushedTopic.js'
import type { TopicInfo, TopicSource } from './status.js'
import type { Finality, Source, Topic } from './topic.js'
import type { Transport } from './transport.js'
import type { CreateTrials } from './trials.js'

/** The meaning of one frame. */
export type Incoming<Data, Out = never> =
  /** `id`: what the service calls this link. */
  | { readonly type: 'ready'; readonly id?: string | undefined }
  /** The link lives, and says no more. `pong`: it answers the last ping, with its time in unix ms where it
   * says that. `answer`: the service wants this one. */
  | { readonly type: 'alive'; readonly pong?: true | number; readonly answer?: Out }
  | { readonly type: 'subscribed'; readonly key: string }
  /** `State.toInfo` has something else to say of the topic. */
  | { readonly type: 'info'; readonly key: string }
  /** Something of the topic may have been missed, or replaced: it is asked for at once. */
  | { readonly type: 'missed'; readonly key: string }
  /** Names every topic it concerns. `isWhole`: nothing that the service knew before is missing in the data. */
  | {
      readonly type: 'update'
      readonly keys: readonly string[]
      readonly data: Data
      readonly isWhole?: boolean
      /** The way by which it came to whoever sent it on; the socket by default. */
      readonly via?: TopicSource['via']
    }
  /**
   * Without a key it is the only topic that waits for its answer, if it is one alone. That one is tried again in a
   * minute.
   */
  | { readonly type: 'refused'; readonly scope: 'topic'; readonly key?: string | undefined; readonly code: string }
  | { readonly type: 'refused'; readonly scope: 'connection'; readonly code: string }
  | { readonly type: 'malformed'; readonly reason: string }

export interface Liveness {
  /** How long a link may take until it can be used, in ms. */
  readonly readyMs: number
  /** The service greets with `ready`. A link is ready at its opening where it doesn't. */
  readonly greets?: boolean
  /** How long a subscription may stay unacknowledged, in ms. Absent where the service sends no acks. */
  readonly ackMs?: number
}

/** How one service is spoken to. Pure translation: opening, sharing, retrying and hand-over are the engine's. */
export interface Live<T extends Topic, Data, Out, In> {
  readonly transport: Transport<Out, In>
  /** Says if the link can bring this topic's news; true by default. Other topics are polled, and open no link. */
  carries?(topic: T): boolean
  /**
   * Sends the frames that each link begins with, made by `createHello`: `ready` answers them. The link ends where it
   * fails, or takes longer than `readyMs`.
   */
  readonly hello?: StartHello<Out>
  /** Hands `sync(wanted, [])` to the transport as it opens, where a link can't be opened without. False by default. */
  readonly opensWith?: boolean
  /** The frames that take the service from `sent` to `wanted`. Nothing but `hello` is sent before `ready`. */
  sync(wanted: readonly T[], sent: readonly T[]): readonly Out[]
  /** Total: junk is `malformed`, never an exception. */
  decode(frame: In, topics: readonly T[]): readonly Incoming<Data, Out>[]
  /** Close codes by which the service refuses this client, so that trying again with the same credential is useless. */
  readonly refusals: readonly number[]
  /**
   * How long a second refusal is believed, in ms, where somebody may sign in again.
   * By default until the app's `reconnect()`.
   */
  readonly refusedMs?: number
  /**
   * The service may let no stranger in: a link that is refused, or never got ready, is the last one until the app's
   * `reconnect()`. The connection is `idle` then, and topics are polled. False by default.
   */
  readonly isTriedOnce?: boolean
  readonly liveness: Liveness
  /** Pings, and a watch for silence, made by `createHeartbeat`. Absent where the service answers none. */
  readonly heartbeat?: CreateHeartbeat<T, Out>
  /** Leaves out topics for which the service ends its links: `createTrials`. Absent where it ends none for a topic. */
  readonly trials?: CreateTrials
}

/**
 * The meaning of a topic's one value. Asked for or announced, it has one ordering rule.
 * A feed's value is its list: see `createFeedState`.
 */
export interface State<T extends Topic, Data> {
  /**
   * Asks the service for the value as it stands. Rejects with `RateLimitedError` where the service asks for a pause.
   * Absent where the service can't be asked: the topic then lives by the socket alone, and says so.
   */
  fetch?(topic: T, context: FetchContext<Data>): Promise<Data>
  /**
   * Asks for many topics by one HTTP request, in place of `fetch`: the queue of a bridge does. Gives their values in
   * the same order, undefined for those that the answer lacks. Rejects as `fetch` does, with the code
   * `TOO_MANY_TOPICS` where fewer would be answered, and `NOT_ALLOWED` where none would be. One function for all
   * topics that may be asked for together; absent where a topic is to be asked for alone.
   */
  fetchMany?(this: void, topics: readonly T[], signal: AbortSignal): Promise<readonly (Data | undefined)[]>
  /** Answers requests where there is no `fetch`: onwire's own `awaitPush`. */
  awaitPush?(topic: PushedTopic<Data>, isWatched: boolean): Promise<Data>
  /** Newest by the service's clock. Pure and idempotent; `previous` itself where `next` adds nothing. */
  merge(previous: Data | undefined, next: Data, how: Source<Data>): Data
  /**
   * Says if the service has moved on between the two: a hole that was filled is no move.
   * A poll that finds a move proves that the socket was silent.
   */
  hasMoved(from: Data, to: Data): boolean
  finality(data: Data): Finality
  /** Has the last word on the claims, where the way to the service knows more of it than the link does: see `Via`. */
  toInfo?(info: TopicInfo, unixNow: number): TopicInfo
  /** Reads a value that somebody else put into the cache; undefined where it isn't one of this protocol's. */
  revive(value: unknown): Data | undefined
  /** A feed has them: its news are pieces of the whole. */
  readonly pieces?: FeedPieces<Data>
}

/**
 * Another way to a service: it makes a protocol into one that is spoken to over there.
 * The meaning of things stays the protocol's.
 */
export type Via = <T extends Topic, Data>(protocol: Protocol<T, Data>) => ViaParts<T, Data>

/** The parts of a protocol that depend on the way. */
export type ViaParts<T extends Topic, Data> = Pick<LiveProtocol<T, Data>, 'live' | 'stateOf'>

/** One service, as the app configured it. */
export interface Protocol<T extends Topic = Topic, Data = unknown, Out = unknown, In = unknown> {
  /** In query keys, and how hooks name it: two endpoints of one service have two ids. Never a URL. */
  readonly id: string
  /** The service's name: `'relay'`. */
  readonly name: string
  /** Absent where nothing pushes: its topics are polled, and no link is opened. */
  readonly live?: Live<T, Data, Out, In> | undefined
  /** Its topics hold what was said to others: a bridge shows none of them without an `authorize` of their own. */
  readonly isPrivate?: true
  /**
   * Kinds of topics that are for the service's own people: a bridge shows them only where `authorize` has an entry
   * `'<id>:<kind>'`.
   */
  readonly privateKinds?: readonly string[]
  /** Gives the meaning of a topic of this kind. */
  stateOf(topic: T): State<T, Data>
  /** Equal keys share one wire subscription. */
  key(topic: T): string
  /**
   * The topic that a key stands for, with nothing in it that the key doesn't have: a bridge uses it in place of
   * the one that a stranger sends.
   * A bridge needs one of each protocol that isn't onwire's own.
   */
  fromKey?(this: void, key: string): T | undefined
  /** Says if something is wrong with a topic that the app asks for. */
  check(topic: T): OnwireError | undefined
  /** Removes the app's secrets from a service's text, before that reaches the app's logs. */
  redact?(this: void, text: string): string
  /** Requests that the service allows in any minute, shared by all topics; 180 by default. At most 4 are under way. */
  readonly requestsPerMinute?: number
  /** How many of them may start in a row, before they start evenly; all by default. */
  readonly requestBurst?: number
  /**
   * Returns what the service counts requests by, such as an API key: a bridge gives all of its protocols that have the
   * same one budget, that of the first. Each has its own by default. A function, so that no panel shows a key.
   */
  readonly quota?: (() => string | undefined) | undefined
}

/** A protocol whose service pushes. */
export interface LiveProtocol<T extends Topic = Topic, Data = unknown, Out = unknown, In = unknown> extends Protocol<
  T,
  Data,
  Out,
  In
> {
  readonly live: Live<T, Data, Out, In>
}
