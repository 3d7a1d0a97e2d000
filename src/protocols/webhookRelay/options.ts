import type { Via } from '../../core/contract/protocol.js'
import type { WebSocketClass } from '../../transports/webSocketLike.js'
import type { UrlSource } from '../shared/toAddress.js'
import type { WebhookRelayCredentials } from './credentials.js'
import type { ConcealOptions } from './secrets.js'

/** Another way to the service, or credentials for the service itself. */
export type WebhookRelayOptions = WebhookRelayOverOptions | WebhookRelayDirectOptions

interface WebhookRelaySettings {
  /** Names this endpoint in query keys and hooks. `'webhook-relay'` by default. */
  readonly id?: string | undefined
  /** The budget of requests that all topics share. 60 by default. */
  readonly requestsPerMinute?: number | undefined
  /** How many of them may start in a row; all by default. */
  readonly requestBurst?: number | undefined
}

export interface WebhookRelayOverOptions extends WebhookRelaySettings {
  /**
   * `bridge('/api/onwire')` of `onwire/bridge`: the app's own server has the credentials, and takes secrets out of
   * webhooks.
   */
  readonly via: Via
  readonly credentials?: undefined
}

/**
 * `isSecret` and `conceal` say what is taken out of webhooks as they come in. In a browser nothing is, unless one of
 * them is given: `WebhookFeed` hides it.
 */
export interface WebhookRelayDirectOptions extends WebhookRelaySettings, ConcealOptions {
  readonly via?: undefined
  /**
   * Asked afresh for each link and each request. They are secrets, which open every header and body of the account's
   * webhooks, and belong on a server: in a browser `webhookRelay()` refuses them.
   */
  readonly credentials: () => Promise<WebhookRelayCredentials>
  /** Lets a browser use `credentials`, for whoever reads the page to see. False by default. */
  readonly dangerouslyExposeCredentials?: boolean | undefined
  /** The `ws:` or `wss:` address, or a function that is asked for one before each attempt. The service's by default. */
  readonly url?: UrlSource | undefined
  /**
   * The `http:` or `https:` base of the REST API, or a function that is asked for one before each request. The
   * service's by default.
   */
  readonly apiUrl?: UrlSource | undefined
  /**
   * This machine's wall clock, in unix ms: webhooks bear no time, and are stamped when they arrive. `Date.now` by
   * default.
   */
  readonly now?: (() => number) | undefined
  /** `globalThis.WebSocket` by default, looked up at each attempt. Node 20 has none: pass the `ws` package's. */
  readonly WebSocket?: WebSocketClass | undefined
  /** `globalThis.fetch` by default, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch | undefined
}
