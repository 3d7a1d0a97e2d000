import type { Via } from '../../core/contract/protocol.js'
import type { SocketIoOptions } from '../../transports/socketIo.js'
import type { UrlSource } from '../shared/toAddress.js'

/** Where the coordinator is, or another way to it. */
export type FusionOptions = FusionSettings & ({ readonly url: UrlSource } | { readonly via: Via })

/** `path`, `transports`, `WebSocket` and `auth` are Socket.IO's, and say their defaults there. */
export interface FusionSettings extends SocketIoOptions {
  /**
   * The coordinator's `http:` or `https:` address, or a function that is asked for one before each attempt. A path is
   * Socket.IO's namespace.
   */
  readonly url?: UrlSource | undefined
  /**
   * Another way to the coordinator, in place of its own address: `bridge('/api/onwire')` of `onwire/bridge`. None by
   * default.
   */
  readonly via?: Via | undefined
  /** The base of its REST API, asked for before each request. `url` by default. */
  readonly apiUrl?: UrlSource | undefined
  /** Names this endpoint in query keys and hooks. `'fusion'` by default. */
  readonly id?: string | undefined
  /**
   * How long a failure stays provisional once something was locked, because a refund may follow, in ms. 600 000 by
   * default; at 0 it is final at once.
   */
  readonly refundGraceMs?: number | undefined
  /** The budget of polls that all intents share. 180 by default. */
  readonly requestsPerMinute?: number | undefined
  /** `globalThis.fetch` by default, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch | undefined
}
