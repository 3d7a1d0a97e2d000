import type { Clock } from '../../core/contract/environment.js'

/** Rejects after `ms`, since a server that hangs closes no connection. A later answer is dropped. */
export function withTimeout<Value>(clock: Clock, ms: number, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(ms, () => reject(new Error(`Redis took longer than ${ms} ms.`)))
    void work.then(resolve, reject).finally(stop)
  })
}
