import type { OnwireError } from './errors.js'
import type { FeedPieces } from './feed.js'
import type { FetchContext } from './fetchContext.js'
import type { CreateHeartbeat } from './heartbeat.js'
import type { StartHello } from './hello.js'
import type { PushedTopic } from './pushedTopic.js'
import type { Finality, Source, Topic } from './topic.js'
import type { Transport } from './transport.js'

/** The meaning of one frame. */
export type Incoming<Data, Out = never> =
  | { readonly type: 'ready' }
  /** The link lives, and says no more. `pong`: it answers the last ping. `answer`: the service wants this one. */
  | { readonly type: 'alive'; readonly pong?: true; readonly answer?: Out }
  | { readonly type: 'subscribed'; readonly key: string }
  /** Names every topic it concerns. */
  | { readonly type: 'update'; readonly keys: readonly string[]; readonly data: Data }
  | { readonly type: 'refused'; readonly scope: 'topic'; readonly key: string; readonly code: string }
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
  readonly liveness: Liveness
  /** Pings, and a watch for silence, made by `createHeartbeat`. Absent where the service answers none. */
  readonly heartbeat?: CreateHeartbeat<T, Out>
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
  /** Answers requests where there is no `fetch`: onwire's own `awaitPush`. */
  awaitPush?(topic: PushedTopic<Data>, isWatched: boolean): Promise<Data>
  /** Newest by the service's clock. Pure and idempotent; `previous` itself where `next` adds nothing. */
  merge(previous: Data | undefined, next: Data, how: Source): Data
  /**
   * Says if the service has moved on between the two: a hole that was filled is no move.
   * A poll that finds a move proves that the socket was silent.
   */
  hasMoved(from: Data, to: Data): boolean
  finality(data: Data): Finality
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
export type ViaParts<T extends Topic, Data> = Pick<Protocol<T, Data>, 'live' | 'stateOf'>

/** One service, as the app configured it. */
export interface Protocol<T extends Topic = Topic, Data = unknown, Out = unknown, In = unknown> {
  /** In query keys, and how hooks name it: two endpoints of one service have two ids. Never a URL. */
  readonly id: string
  /** The service's name: `'relay'`. */
  readonly name: string
  readonly live: Live<T, Data, Out, In>
  /** Its topics hold what was said to others: a bridge shows none of them without an `authorize` of their own. */
  readonly isPrivate?: true
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
  /** Requests that the service allows a minute, shared by all topics; 180 by default. */
  readonly requestsPerMinute?: number
  /** How many of them may start at once; four in nine by default. */
  readonly requestBurst?: number
}
