import { OnwireError } from '../../core/contract/errors.js'
import { isRecord } from '../../protocols/shared/guards.js'

/**
 * What is used of a client of Redis. The app makes it, connects it, listens to its errors and ends it.
 *
 * - One of the package `redis` (4 and later) fits as it is: `createClient({ url })`.
 * - One of `ioredis` is adapted. It is made with `autoResendUnfulfilledCommands: false`: what is sent again is told twice.
 *
 * ```ts
 * const send = (redis: Redis) => (args: readonly string[]) => redis.call(args[0] ?? '', ...args.slice(1))
 * const toRedisClient = (redis: Redis): RedisClient => ({
 *   get isReady() {
 *     return redis.status === 'ready'
 *   },
 *   sendCommand: send(redis),
 *   duplicate() {
 *     const own = redis.duplicate({ lazyConnect: true, retryStrategy: () => null })
 *     return {
 *       connect: () => own.connect(),
 *       sendCommand: send(own),
 *       disconnect: () => own.disconnect(),
 *       on: (event, listener) => own.on(event, listener),
 *     }
 *   },
 * })
 * ```
 *
 * - On a cluster all keys are in one slot, as long as `prefix` has braces, which it has by default. `createCluster()` is adapted alike:
 *   its `sendCommand` takes the prefix, `false` and the arguments.
 */
export interface RedisClient {
  /** Whether a command would be sent at once. */
  readonly isReady: boolean
  sendCommand(args: readonly string[]): Promise<unknown>
  /** Another one of its kind, which isn't connected yet: one that waits for news can do nothing else meanwhile. */
  duplicate(): RedisConnection
}

/** A duplicate: it is connected, used and ended here. It ends at once, by `destroy` or, where there is none, by `disconnect`. */
export interface RedisConnection {
  connect(): Promise<unknown>
  sendCommand(args: readonly string[]): Promise<unknown>
  destroy?(): void
  disconnect?(): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
}

/** Also of what JavaScript passes. `factory` is what it was passed to. */
export function checkRedisClient(client: unknown, factory: string, ...methods: readonly string[]): void {
  const isFit =
    isRecord(client) && typeof client['isReady'] === 'boolean' && methods.every((name) => isMethod(client[name]))
  if (isFit) return
  throw new OnwireError({
    code: 'INVALID_REDIS_CLIENT',
    what: `${factory}() got a client without ${['isReady', ...methods].join(', ')}.`,
    why: 'Nothing could be asked of it.',
    remedy: 'Pass one of the package `redis` (4 or later), or adapt one of `ioredis` as `RedisClient` says.',
  })
}

/** Ends it at once. It may have ended already, and says so by an exception or a rejection. */
export async function endConnection(connection: RedisConnection): Promise<void> {
  try {
    if (connection.destroy) connection.destroy()
    else await connection.disconnect?.()
  } catch {
    // It was closed already.
  }
}

const isMethod = (value: unknown) => typeof value === 'function'
