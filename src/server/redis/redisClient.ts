import { OnwireError } from '../../core/contract/errors.js'
import { isRecord } from '../../protocols/shared/guards.js'

/**
 * The part of a Redis client that is used here. The app makes it, connects it, listens to its errors and ends it.
 *
 * - A client of the package `redis` (4 and later) fits as it is: `createClient({ url })`.
 * - A client of `ioredis` is adapted. Make it with `autoResendUnfulfilledCommands: false`: a resent command acts twice.
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
 * - On a cluster all keys are in one slot while `prefix` has braces, as it has by default.
 *   `createCluster()` is adapted alike: its `sendCommand` takes the prefix, `false` and the arguments.
 */
export interface RedisClient {
  /** True while a command would be sent at once. */
  readonly isReady: boolean
  sendCommand(args: readonly string[]): Promise<unknown>
  /** Makes an unconnected client of the same kind: a client that waits for the stream can do nothing else meanwhile. */
  duplicate(): RedisConnection
}

/** A duplicate: connected, used and ended here. `destroy`, or without it `disconnect`, ends it at once. */
export interface RedisConnection {
  connect(): Promise<unknown>
  sendCommand(args: readonly string[]): Promise<unknown>
  destroy?(): void
  disconnect?(): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
}

/** Checks also what JavaScript passes. `factory` is the function that got the client. */
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

/** Ends a connection at once. One that has ended already throws or rejects, which is ignored. */
export async function endConnection(connection: RedisConnection): Promise<void> {
  try {
    if (connection.destroy) connection.destroy()
    else await connection.disconnect?.()
  } catch {
    // It had ended already.
  }
}

const isMethod = (value: unknown) => typeof value === 'function'
