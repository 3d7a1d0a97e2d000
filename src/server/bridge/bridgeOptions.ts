import type { Protocol } from '../../core/protocol.js'
import type { RelayWebhookHandlerOptions } from '../webhooks/createRelayWebhookHandler.js'
import type { BridgeDiagnostic } from './bridgeDiagnostic.js'
import type { Bus, BusTopic } from './bus.js'
import type { ServerEnvironment } from './serverEnvironment.js'

/** Bounds on what strangers can make the bridge do. */
export interface BridgeLimits {
  /** How many event streams one instance serves. 10 000 by default. */
  readonly readers?: number
  /** How many topics one of them may have. 200 by default. */
  readonly topicsPerReader?: number
  /** The largest body of a request for events, in bytes. 65 536 by default. */
  readonly bodyBytes?: number
  /** How much may wait for a slow reader until it is cut, in bytes. 1 048 576 by default. */
  readonly queuedBytes?: number
  /** After how long at most a stream is to be opened anew, in ms, so that `authorize` is asked again. 3 600 000 by default. Readers miss nothing. */
  readonly streamMs?: number
}

export interface RelayBridgeWebhooks extends Omit<RelayWebhookHandlerOptions, 'onEvent' | 'path'> {
  /** The id of the protocol whose topics they are about; that of the first `relay()` by default. */
  readonly protocol?: string
}

export interface BridgeOptions {
  /** What is served, with the keys that it needs: `[relay({ apiKey })]`. Pages name them by the same ids. */
  readonly protocols: readonly Protocol[]
  /** Who may see what: asked for every topic of every request, the body of which has been read. Whoever it throws at may not. For what anybody may see: `() => true`. */
  readonly authorize: (request: Request, topic: BusTopic) => boolean | Promise<boolean>
  /** What several instances share. By default this one is alone: `memoryBus()`. */
  readonly bus?: Bus
  /** Takes webhooks in at `/webhooks/relay`. None by default. */
  readonly webhooks?: { readonly relay?: RelayBridgeWebhooks }
  readonly limits?: BridgeLimits
  /** How long what nobody reads any more is followed, in ms: readers that come back have missed nothing. 30 000 by default. */
  readonly lingerMs?: number
  /** Told of refused requests, of readers that were cut, and of the engine's trouble. By default whatever isn't well is a line on the console. */
  readonly onDiagnostic?: (diagnostic: BridgeDiagnostic) => void
  /** Clock and chance; the process's by default. For tests. */
  readonly environment?: ServerEnvironment
}
