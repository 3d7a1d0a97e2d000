import type { Via } from '../../core/contract/protocol.js'

/** The way over the bridge, for `via` of protocols. */
export type BridgeVia = Via & {
  /**
   * Asks the bridge for a call of a service's REST API, which `calls` of `createBridge()` has to allow. Resolves with
   * the service's answer as it is, parsed from JSON. Rejects with an `OnwireError` where it is refused
   * (`UNKNOWN_CALL`, `FORBIDDEN`) or fails (`UPSTREAM_FAILED`, `REQUEST_FAILED`), or with the signal's reason.
   *
   * @param protocolId The id of the service's protocol: `'covalent'`.
   * @param path Such as `/eth-mainnet/tokens/0x…/nft_metadata/42/`.
   */
  readonly call: (protocolId: string, path: string, signal?: AbortSignal) => Promise<unknown>
}

export interface BridgeOptions {
  /**
   * Sent with every request, such as a session's token. A function is asked each time. None by default: cookies of the
   * same origin go along anyway.
   */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** `'include'` where the bridge is on another origin and reads cookies. `'same-origin'` by default. */
  readonly credentials?: RequestCredentials | undefined
  /**
   * The time after which a hidden page lets its stream go, in ms; 30 000 by default, `Infinity` for never. It comes
   * back once it is shown, with its cursor: nothing is missed, but nothing is told meanwhile.
   */
  readonly hiddenMs?: number | undefined
  /** `globalThis.fetch` by default, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch | undefined
}
