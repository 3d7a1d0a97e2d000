import type { Bus } from '../bus/bus.js'
import { createServerEnvironment } from '../environment.js'
import { checkRedisClient, type RedisClient } from './redisClient.js'
import { createRedisMember } from './redisMember.js'

export interface RedisBusOptions {
  /**
   * Begins the names of its keys: apps that share a Redis need their own. "{onwire}" by default.
   * On a cluster in braces, which keep all keys in one slot.
   */
  readonly prefix?: string | undefined
  /**
   * The approximate number of entries, of all topics together, that Redis keeps: an instance that was cut off
   * continues within them. Readers are replayed the newest 10 000. 100 000 by default.
   */
  readonly maxEntries?: number | undefined
  /**
   * The characters of JSON that all entries may take in Redis, and about as much in each instance's memory.
   * 64 000 000 by default. The newest ones are kept; a reader that has missed others begins anew.
   */
  readonly maxBytes?: number | undefined
  /** The age up to which Redis keeps entries, in ms. 86 400 000 by default. */
  readonly maxAgeMs?: number | undefined
  /** A dead member loses its leases and interests after this, in ms. 10 000 by default; beats are 3 × as frequent. */
  readonly leaseMs?: number | undefined
  /** The time that Redis may take for a command before it counts as away, in ms. 5 000 by default. */
  readonly commandMs?: number | undefined
}

/**
 * The bus of several instances, on one Redis (tried with 7 and later): a stream that every member reads completely.
 *
 * - An entry's id is the stream's. A cursor is good while its entry is among the newest 10 000, and still there.
 * - While Redis is away, `publish` rejects. Afterwards each member continues where it stopped;
 *   where Redis has forgotten that place, `lost` is called.
 * - Published again, because no answer came, an entry still exists once: pass `publish` the same object.
 */
export function redisBus(client: RedisClient, options: RedisBusOptions = {}): Bus {
  const { prefix = '{onwire}', maxEntries = 100_000, leaseMs = 10_000, commandMs = 5_000 } = options
  const { maxBytes = 64_000_000, maxAgeMs = 86_400_000 } = options
  checkRedisClient(client, 'redisBus', 'sendCommand', 'duplicate')
  const { clock } = createServerEnvironment()
  return {
    join: (instance, on) =>
      createRedisMember({
        ...{ client, clock, instance, on, prefix },
        ...{ maxEntries, maxBytes, maxAgeMs, leaseMs, commandMs },
      }),
  }
}
