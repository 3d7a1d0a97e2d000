/** What is used of a client of Redis, such as one of the package `redis`. The app makes it, connects it, listens to its errors and ends it. */
export interface RedisClient {
  /** Whether a command would be sent at once. */
  readonly isReady: boolean
  sendCommand(args: readonly string[]): Promise<unknown>
  /** Another one of its kind, which isn't connected yet: one that waits for news can do nothing else meanwhile. */
  duplicate(): RedisConnection
}

/** A duplicate: it is connected, used and ended here. */
export interface RedisConnection {
  connect(): Promise<unknown>
  sendCommand(args: readonly string[]): Promise<unknown>
  destroy(): void
  on(event: 'error', listener: (error: unknown) => void): unknown
}
