import type { Protocol } from '../../core/contract/protocol.js'
import type { RelayWebhookHandlerOptions } from '../webhooks/createRelayWebhookHandler.js'
import type { BridgeDiagnostic } from './bridgeDiagnostic.js'
import type { Bus } from '../bus/bus.js'
import type { Authenticate, AuthorizeOption } from './requests/authorize.js'
import type { BridgeLimits } from './limits.js'
import type { ServerEnvironment } from '../environment.js'

export interface RelayBridgeWebhooks extends Omit<RelayWebhookHandlerOptions, 'onEvent' | 'path'> {
  /**
   * Takes an event in before readers are told, as into a database: Relay is answered 2xx once both are safe. Where it rejects nobody is told, and
   * Relay sends it again. Of what is repeated it is called once; again, with the same `delivery.id`, where only the bus failed. None by default.
   */
  readonly onEvent?: RelayWebhookHandlerOptions['onEvent'] | undefined
  /** The id of the protocol whose topics they are about; that of the first `relay()` by default. */
  readonly protocolId?: string | undefined
}

export interface CreateBridgeOptions<P extends Protocol = Protocol, User = unknown> {
  /** What is served, with the keys that it needs: `[relay({ apiKey })]`. Pages name them by the same ids. */
  readonly protocols: readonly P[]
  /**
   * Who asks: asked once a request for events or a snapshot, the body of which has been read, and handed to `authorize`. Undefined,
   * null, false and what it throws are nobody, who is answered 401. For visitors say something else. Nobody is asked by default.
   * Its second argument is the server's own request where `toNodeHandler` is between, with what middleware has put there: `req.session`.
   * Written before `authorize` it gives that its type of `user`.
   */
  readonly authenticate?: Authenticate<User> | undefined
  /**
   * Who may see what: asked for every topic of every request, the body of which has been read. Nothing but `true` is a yes, and whoever it throws at may not. For what anybody may see: `() => true`.
   * One function for all, or one for each protocol by its id. What is private, as `webhookRelay()` is, needs one of its own, and is refused otherwise.
   */
  readonly authorize: AuthorizeOption<P, User>
  /** What several instances share. By default this one is alone: `memoryBus()`. */
  readonly bus?: Bus | undefined
  /** Takes webhooks in at `/webhooks/relay`. None by default. */
  readonly webhooks?: { readonly relay?: RelayBridgeWebhooks | undefined } | undefined
  readonly limits?: BridgeLimits | undefined
  /** How long what nobody reads any more is followed, in ms: readers that come back have missed nothing. 30 000 by default. */
  readonly lingerMs?: number | undefined
  /** Told of refused requests, of readers that were cut, and of the engine's trouble. By default whatever isn't well is a line on the console. */
  readonly onDiagnostic?: ((diagnostic: BridgeDiagnostic) => void) | undefined
  /** Clock and chance; the process's by default. For tests. */
  readonly environment?: ServerEnvironment | undefined
}
