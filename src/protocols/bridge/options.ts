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
