import type { Via } from '../../core/contract/protocol.js'
import type { StompOptions } from '../../transports/stomp.js'
import type { WebSocketClass } from '../../transports/webSocketLike.js'
import type { UrlSource } from '../shared/toAddress.js'
import type { ChainIds } from '../shared/logs/chainIds.js'
import type { ChainPaces } from './chains.js'
import type { LogsTopic } from './topic.js'

export interface CovalentOptions {
  /** Names this endpoint in query keys and hooks. `'covalent'` by default. */
  readonly id?: string | undefined
  /**
   * Sent as `Authorization: Bearer …` to REST and as `?key=` to the socket, wherever `apiUrl` and `url` point. None by
   * default. It is a secret, and belongs on a server: in a browser `covalent()` refuses it.
   */
  readonly apiKey?: string | undefined
  /** Lets a browser use `apiKey`, for whoever reads the page to see. False by default. */
  readonly dangerouslyExposeApiKey?: boolean | undefined
  /**
   * The broker's `ws:` or `wss:` address, or a function that is asked for one before each attempt.
   * `wss://api.covalenthq.com/v1/` by default.
   */
  readonly url?: UrlSource | undefined
  /**
   * The `http:` or `https:` base of the REST API, or a function that is asked for one before each request.
   * `https://api.covalenthq.com/v1` by default.
   */
  readonly apiUrl?: UrlSource | undefined
  /**
   * Another way to the service, in place of its own addresses: `bridge('/api/onwire')` of `onwire/bridge`. None by
   * default.
   */
  readonly via?: Via | undefined
  /** Uses the socket, which is a beta of the service's. True by default. Without it everything is polled. */
  readonly socket?: boolean | undefined
  /**
   * A broker of another kind wants these at the opening, such as `login` and `passcode`. A function is asked before
   * each attempt.
   */
  readonly connectHeaders?: NonNullable<StompOptions['connectHeaders']> | undefined
  /** Stands before the chain's id in a destination. `'/v1'` by default. */
  readonly destinationPrefix?: string | undefined
  /** Where a topic's news are published, for brokers of another kind; undefined for a topic that is to be polled. */
  readonly toDestination?: ((topic: LogsTopic) => string | undefined) | undefined
  /**
   * More chains' names and their ids. REST takes any name that the service knows; the socket needs the id: without it,
   * the chain is polled.
   */
  readonly chains?: ChainIds | undefined
  /**
   * More chains' paces, or better ones, by name or id: `{ 'mychain-mainnet': { blockMs: 3000, finalBlocks: 64 } }`. The
   * common chains' are known; any other is taken for a rollup with a block a second. Too short a `blockMs` costs
   * requests, too long a one may cost logs that the service indexes late, where blocks aren't dated.
   */
  readonly chainPaces?: ChainPaces | undefined
  /**
   * How many blocks before the settled ones are asked for again, because they may be replaced. 12 by default. Settled
   * are those of which the service has known all logs for a minute.
   */
  readonly overlapBlocks?: number | undefined
  /** How many blocks are looked at first, where a topic has no `fromBlock`. 10 000 by default. */
  readonly lookbackBlocks?: number | undefined
  /**
   * How many pages of 100 logs are asked for after an outage, or as many as a list's limit needs. 10 by default: what
   * is more is left as a gap.
   */
  readonly maxPages?: number | undefined
  /**
   * The budget of requests that all topics share: 120 by default, which with a burst of 2 keeps to a trial key's 4 a
   * second.
   */
  readonly requestsPerMinute?: number | undefined
  /** How many of them may start in a row. 2 by default. */
  readonly requestBurst?: number | undefined
  /** `globalThis.WebSocket` by default, looked up at each attempt. Node 20 has none: pass the `ws` package's. */
  readonly WebSocket?: WebSocketClass | undefined
  /** `globalThis.fetch` by default, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch | undefined
}
