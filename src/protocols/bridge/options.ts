export interface BridgeOptions {
  /**
   * Sent with every request, such as a session's token. A function is asked each time. None by default: cookies of the
   * same origin go along anyway.
   */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** `'include'` where the bridge is on another origin and reads cookies. `'same-origin'` by default. */
  readonly credentials?: RequestCredentials | undefined
  /** `globalThis.fetch` by default, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch | undefined
}
