import type { Protocol } from '../../core/contract/protocol.js'
import type { RelayWebhookHandlerOptions } from '../webhooks/createRelayWebhookHandler.js'
import type { BridgeDiagnostic } from './bridgeDiagnostic.js'
import type { BridgeMetrics } from './metrics/bridgeMetrics.js'
import type { Bus } from '../bus/bus.js'
import type { Authenticate, AuthorizeOption } from './access.js'
import type { BridgeLimits } from './limits.js'
import type { BridgeCalls } from './calls/bridgeCalls.js'
import type { ServerEnvironment } from '../environment.js'

export interface RelayBridgeWebhooks extends Omit<RelayWebhookHandlerOptions, 'onEvent' | 'path'> {
  /**
   * Receives each event before readers get it, to save it in a database, for instance. None by default.
   *
   * - Relay is answered 2xx once both this and the bus have the event.
   * - Where it rejects, no reader gets the event, and Relay sends it again.
   * - A repeated event calls it once; again, with the same `delivery.id`, where only the bus failed.
   */
  readonly onEvent?: RelayWebhookHandlerOptions['onEvent'] | undefined
  /** The id of the protocol whose topics the webhooks are about. The first `relay()` by default. */
  readonly protocolId?: string | undefined
  /**
   * The id of the `relayDeposits()` whose lists the webhooks belong to: a deposit address's followers get its news at
   * once. The first one by default; none where `protocolId` is given.
   */
  readonly depositsId?: string | undefined
}

export interface CreateBridgeOptions<P extends Protocol = Protocol, User = unknown> {
  /** The services, with the keys that they need: `[relay({ apiKey })]`. Pages use the same ids. */
  readonly protocols: readonly P[]
  /**
   * Identifies the user: called once a request of events or a snapshot, after its body was read. None by default.
   *
   * - Its result is passed to `authorize`. Written before `authorize`, it gives that the type of `user`.
   * - Undefined, null and false are nobody, who is answered 401. Return another value for visitors.
   * - A throw is answered 503, and the page tries again.
   * - Through `toNodeHandler` its second argument is the server's own request, with middleware's fields: `req.session`.
   */
  readonly authenticate?: Authenticate<User> | undefined
  /**
   * Called for every topic of every request, after its body was read. Only `true` allows; anything else, or a throw,
   * denies. `() => true` lets everybody see everything.
   * One function for all protocols, or one for each by its id. A private protocol, such as `webhookRelay()`, needs an
   * entry of its own, and is refused otherwise.
   */
  readonly authorize: AuthorizeOption<P, User>
  /**
   * Names who asks, for the limits of one caller: equal texts are one. `user` is `authenticate`'s result.
   * By default the user, where that is a text, a number, or has an `id`, `userId` or `sub`; or else the address, as
   * Express and Fastify know it (set their `trustProxy`), unless it is one of a private network, such as a proxy's.
   * Undefined: nobody knows, and only the limits of the whole instance count.
   */
  readonly keyOf?: ((request: Request, from: unknown, user: User) => string | undefined) | undefined
  /**
   * The REST calls that pages may have made with a service's key, by the id of its protocol, at `/call` below `path`:
   * a log is followed up by `nft_metadata`, for instance. None by default.
   */
  readonly calls?: Readonly<Record<string, BridgeCalls<User>>> | undefined
  /** Connects several instances. `memoryBus()` by default: this instance is alone. */
  readonly bus?: Bus | undefined
  /**
   * Receives webhooks at `/webhooks/relay` below `path`. Of several entries, one for each `relay()`, each has a path by
   * its `protocolId`: `/webhooks/relay`, `/webhooks/relay-testnet`. None by default.
   */
  readonly webhooks?: { readonly relay?: RelayBridgeWebhooks | readonly RelayBridgeWebhooks[] | undefined } | undefined
  /**
   * Where the bridge answers: `/events`, `/snapshot` and `/webhooks/relay` below it. `'/api/onwire'` by default.
   * Compared with the request's path as it was sent, character by character: others are answered 404, so that a guard
   * in front of a path can't be passed by.
   */
  readonly path?: string | undefined
  /**
   * Closes the bridge when its process gets SIGTERM: servers wait for streams, which don't end by themselves. True by
   * default; it listens from the first stream on. Where nobody else listens, the signal is sent again afterwards.
   * Nothing is done on edge runtimes.
   */
  readonly signal?: boolean | undefined
  readonly limits?: BridgeLimits | undefined
  /**
   * Answers `GET /health` below `path`, to anybody, with `{ ok, bus, readers, services }`: 200, or 503 while the bus is
   * away, and after `close()`. False by default.
   */
  readonly health?: boolean | undefined
  /**
   * Called with the figures of this instance every `metricsMs`, from the first request on, for a service that they are
   * sent to. `bridge.getMetrics()` returns them at any time. None by default.
   */
  readonly onMetrics?: ((metrics: BridgeMetrics) => void) | undefined
  /** The time between two calls of `onMetrics`, in ms. 15 000 by default. */
  readonly metricsMs?: number | undefined
  /**
   * Answers `GET /metrics` below `path`, to anybody, with the figures in Prometheus's text format. They hold no keys,
   * topics or callers, but say how much goes on: keep the path from strangers where that is nobody's business.
   * False by default.
   */
  readonly metrics?: boolean | undefined
  /**
   * The time that `authenticate` and each `authorize` may take, in ms. 30 000 by default. After that the first counts
   * as failed, and the second as a no.
   */
  readonly callbackMs?: number | undefined
  /** A topic without readers is followed for this long, in ms: returning readers miss nothing. 30 000 by default. */
  readonly lingerMs?: number | undefined
  /**
   * Called for refused requests, for readers that were cut, and for the engine's trouble.
   * By default warnings and errors are lines on the console.
   */
  readonly onDiagnostic?: ((diagnostic: BridgeDiagnostic) => void) | undefined
  /** The clock and the chance, for tests. The process's by default. */
  readonly environment?: ServerEnvironment | undefined
}
