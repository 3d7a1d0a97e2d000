import type { Via } from '../../core/contract/protocol.js'
import type { WebSocketClass } from '../../transports/webSocketLike.js'
import type { UrlSource } from '../shared/toAddress.js'

/** Logs are shown up to the chain's newest block, or to the newest that the node calls safe, or final. */
export type EvmFinality = 'latest' | 'safe' | 'finalized'

export interface EvmOptions {
  /** The chain's id: 1 for Ethereum. A node of another chain is refused. */
  readonly chainId: number
  /**
   * The node's `http:` or `https:` address, or a function that is asked for one before each request. A key in it is
   * shown nowhere, but whoever reads a page can read it there: keep one that costs money on a server, behind `via`.
   * Required without `via`.
   */
  readonly rpcUrl?: UrlSource | undefined
  /**
   * The node's `ws:` or `wss:` address, or a function that is asked for one before each attempt. None by default:
   * everything is polled then.
   */
  readonly url?: UrlSource | undefined
  /**
   * Another way to the node, in place of its own addresses: `bridge('/api/onwire')` of `onwire/bridge`. None by
   * default.
   */
  readonly via?: Via | undefined
  /** Names this endpoint in query keys and hooks. `evm-<chainId>` by default. */
  readonly id?: string | undefined
  /**
   * `'latest'` by default: logs come at once, and are taken back where their block leaves the chain. `'safe'` and
   * `'finalized'` show only blocks that stay, minutes later, and are polled.
   */
  readonly finality?: EvmFinality | undefined
  /** How many blocks one request asks for at most. 2 000 by default; less by itself where the node allows less. */
  readonly maxBlockRange?: number | undefined
  /** How many blocks are looked at first, where a topic has no `fromBlock`. 2 000 by default. */
  readonly lookbackBlocks?: number | undefined
  /** How many requests are made for one stretch: what is more is left as a gap. 60 by default. */
  readonly maxRequests?: number | undefined
  /** How many blocks make a transaction final, its own among them. 12 by default. */
  readonly confirmations?: number | undefined
  /**
   * Asks several questions in one HTTP request, so that one node answers all of them. True by default. Where a node
   * refuses that, they are asked one by one: nodes behind one address that disagree may then leave a log out, unseen.
   */
  readonly batch?: boolean | undefined
  /** The budget of HTTP requests that all topics share: 180 by default. */
  readonly requestsPerMinute?: number | undefined
  /** `globalThis.WebSocket` by default, looked up at each attempt. Node 20 has none: pass the `ws` package's. */
  readonly WebSocket?: WebSocketClass | undefined
  /** `globalThis.fetch` by default, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch | undefined
}
