import type { RelayOptions } from './options.js'

/** As for `relay()`, but for the socket, which names no deposit addresses. */
export interface RelayDepositsOptions extends Pick<
  RelayOptions,
  'network' | 'apiUrl' | 'dangerouslyExposeApiKey' | 'via' | 'refundGraceMs' | 'fetch'
> {
  /** Names this endpoint in query keys and hooks. `'relay-deposits'` by default, `'relay-deposits-testnet'` there. */
  readonly id?: string | undefined
  /**
   * Sent as `x-api-key`: Relay lists the requests of an address for a key alone. None by default.
   * It is a secret, and belongs on a server: in a browser `relayDeposits()` refuses it.
   */
  readonly apiKey?: string | undefined
  /**
   * The budget of polls that all addresses share. 20 by default: with `relay()` beside it they are the 200 that Relay
   * allows for a key. 180 with `via`.
   */
  readonly requestsPerMinute?: number | undefined
}
