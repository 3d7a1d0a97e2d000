import type { Via } from '../../core/contract/protocol.js'
import type { WebSocketClass } from '../../transports/webSocketLike.js'
import type { UrlSource } from '../shared/toAddress.js'

export interface RelayOptions {
  /** Names this endpoint in query keys and hooks. `'relay'` by default, `'relay-testnet'` on the testnet. */
  readonly id?: string | undefined
  /** Relay's own servers to speak to. `'mainnet'` by default. */
  readonly network?: 'mainnet' | 'testnet' | undefined
  /** The `ws:` or `wss:` address, or a function that is asked for one before each attempt. The network's by default. */
  readonly url?: UrlSource | undefined
  /**
   * The `http:` or `https:` base of the REST API, or a function that is asked for one before each request. The
   * network's by default.
   */
  readonly apiUrl?: UrlSource | undefined
  /**
   * Sent as `?apiKey=` to the socket and as `x-api-key` to REST, wherever `url` and `apiUrl` point. None by default.
   * It is a secret, and belongs on a server: in a browser `relay()` refuses it.
   */
  readonly apiKey?: string | undefined
  /** Lets a browser use `apiKey`, for whoever reads the page to see. False by default. */
  readonly dangerouslyExposeApiKey?: boolean | undefined
  /**
   * Uses the socket. Relay's wants a key, and may refuse a browser that has none: with `'once'` it is tried once a
   * client, and where that fails everything is polled, with no outage to show. `'once'` by default in a browser without
   * `apiKey` and `url`, else true. With false no socket is opened.
   */
  readonly socket?: boolean | 'once' | undefined
  /**
   * Another way to the service, in place of its own addresses: `bridge('/api/onwire')` of `onwire/bridge`. None by
   * default.
   */
  readonly via?: Via | undefined
  /**
   * How long a failure stays provisional, because a refund may follow, in ms. 600 000 by default; at 0 it is final at
   * once.
   */
  readonly refundGraceMs?: number | undefined
  /** The budget of polls that all requests share. 180 by default: Relay allows 200 a minute. */
  readonly requestsPerMinute?: number | undefined
  /** `globalThis.WebSocket` by default, looked up at each attempt. Node 20 has none: pass the `ws` package's. */
  readonly WebSocket?: WebSocketClass | undefined
  /** `globalThis.fetch` by default, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch | undefined
}
