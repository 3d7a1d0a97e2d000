import type { Protocol } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import type { BusTopic } from '../bus/bus.js'
import type { AuthorizeCall, BridgeCall } from './calls/bridgeCalls.js'

type TopicOf<P> = P extends { key(topic: infer T extends Topic): string } ? T : never

/** A requested topic of one of these protocols. It holds only the fields of its key, in lower case. */
export type AskedTopic<P extends Protocol = Protocol> = Omit<BusTopic, 'topic'> & { readonly topic: TopicOf<P> }

/**
 * Says if a request may see a topic: only `true` allows. `user` is `authenticate`'s result, undefined without it.
 * `signal` aborts when the client goes, and after `callbackMs`.
 */
export type Authorize<P extends Protocol = Protocol, User = unknown> = (
  request: Request,
  topic: AskedTopic<P>,
  user: User,
  signal: AbortSignal,
) => boolean | Promise<boolean>

/** One function for all protocols, or one for each by its id; for a private kind by `'<id>:<kind>'`. */
export type AuthorizeOption<P extends Protocol = Protocol, User = unknown> =
  | Authorize<P, User>
  | Readonly<Record<string, Authorize<P, User>>>

type Nobody = undefined | null | false

/**
 * Identifies the user. `from` is the second argument of `bridge.fetch`: `toNodeHandler` passes the server's own
 * request, with `req.session`. `signal` aborts when the client goes, and after `callbackMs`.
 */
export type Authenticate<User = unknown> = (
  request: Request,
  from: unknown,
  signal: AbortSignal,
) => User | Nobody | Promise<User | Nobody>

/** A request that was let in. */
export interface Admission {
  readonly isAllowed: (topic: BusTopic) => Promise<boolean>
  readonly isCallAllowed: (call: BridgeCall, ask: AuthorizeCall) => Promise<boolean>
  /** The caller, for limits. Undefined where nobody knows. */
  readonly caller: string | undefined
}

/** Authenticates a request, and returns the check of its topics. Rejects with a `Refusal` for an unknown user. */
export type AuthorizeRequest = (request: Request, from: unknown) => Promise<Admission>
