import type { Protocol } from '../../core/contract/protocol.js'
import type { RelayWebhookHandlerOptions } from '../webhooks/createRelayWebhookHandler.js'
import type { BridgeDiagnostic } from './bridgeDiagnostic.js'
import type { Bus } from '../bus/bus.js'
import type { Authenticate, AuthorizeOption } from './access.js'
import type { BridgeLimits } from './limits.js'
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
  /** Connects several instances. `memoryBus()` by default: this instance is alone. */
  readonly bus?: Bus | undefined
  /** Receives webhooks at `/webhooks/relay`. None by default. */
  readonly webhooks?: { readonly relay?: RelayBridgeWebhooks | undefined } | undefined
  readonly limits?: BridgeLimits | undefined
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
