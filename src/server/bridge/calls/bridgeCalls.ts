/** A call of a service's REST API that a page asks the bridge to make. */
export interface BridgeCall {
  /** The id of the protocol whose service is asked. */
  readonly protocol: string
  /** The path as it is sent to the service: `/eth-mainnet/tokens/0x…/nft_metadata/42/`. */
  readonly path: string
  /** The entry of `paths` that it matches. */
  readonly template: string
  /** The words at the template's names: `{ chain: 'eth-mainnet', … }`. They are a stranger's. */
  readonly params: Readonly<Record<string, string>>
}

/**
 * Says if a request may have a call made: only `true` allows. `user` is `authenticate`'s result, undefined without it.
 * `signal` aborts when the client goes, and after `callbackMs`.
 */
export type AuthorizeCall<User = unknown> = (
  request: Request,
  call: BridgeCall,
  user: User,
  signal: AbortSignal,
) => boolean | Promise<boolean>

/** The calls that pages may have made with one service's key. */
export interface BridgeCalls<User = unknown> {
  /**
   * The only paths that are asked for, below the protocol's `apiUrl`. A name in braces stands for one word of letters,
   * digits, `.`, `_`, `~` and `-`, of 100 characters at most: `'/{chain}/tokens/{contract}/nft_metadata/{id}/'`.
   * A query is the operator's own, and sent as it is.
   */
  readonly paths: readonly string[]
  /** Called for every call. Anything but `true`, or a throw, denies. */
  readonly authorize: AuthorizeCall<User>
  /** How long an answer is given again without a request, in ms. 60 000 by default. */
  readonly cacheMs?: number | undefined
}
