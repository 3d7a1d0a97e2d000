import { createRequestBudget } from '../../../core/topic/requestBudget.js'
import type { Clock } from '../../../core/contract/environment.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import { createFairQueue } from './fairQueue.js'
import type { Limits } from '../limits.js'
import { Refusal } from '../refusal.js'

interface AnonymousSnapshot {
  readonly answer: Promise<unknown>
  /** The caller that asked first. */
  readonly caller: string | undefined
  /** The number of callers that still wait for the answer. */
  callers: number
}

export interface SnapshotCaller {
  /** The caller, for limits. Undefined where nobody knows. */
  readonly caller?: string | undefined
  /** Aborts when the caller hangs up. */
  readonly signal?: AbortSignal | undefined
}

/** The number of requests under way, and of those that one caller has begun. */
export interface AnonymousSnapshotsLimits extends Pick<Limits, 'snapshots' | 'snapshotsPerCaller'> {}

export interface AnonymousSnapshots {
  /** Rejects with `notNeeded` once all callers have hung up. */
  ask(name: string, run: (signal: AbortSignal) => Promise<unknown> | undefined, who: SnapshotCaller): Promise<unknown>
  close(): void
}

/** Equals the endpoint's default. */
const defaultRequestsPerMinute = 180

/**
 * Requests to a service for strangers alone: nobody follows their topics.
 *
 * - They have half of the service's budget; the other half is left to followed topics.
 * - Beyond the limits new ones are refused. One caller's concurrent requests of one name share one answer.
 * - Callers take turns, and none has more than a third of these requests.
 * - A request that no caller waits for any more isn't sent.
 */
export function createAnonymousSnapshots(
  protocol: Protocol,
  clock: Clock,
  { snapshots, snapshotsPerCaller }: AnonymousSnapshotsLimits,
): AnonymousSnapshots {
  const { id, requestBurst, requestsPerMinute = defaultRequestsPerMinute } = protocol
  const budget = {
    id,
    requestsPerMinute: requestsPerMinute / 2,
    ...(requestBurst !== undefined && { requestBurst: Math.max(1, Math.floor(requestBurst / 2)) }),
  }
  const endpoint = createRequestBudget(budget, { clock, isServer: false }, () => {})
  const queue = createFairQueue(clock, Math.max(1, Math.floor(budget.requestsPerMinute / 3)))
  const underWay = new Map<string, AnonymousSnapshot>()

  function countOf(caller: string): number {
    return [...underWay.values()].filter((snapshot) => snapshot.caller === caller).length
  }

  function startSnapshot(
    name: string,
    run: (signal: AbortSignal) => Promise<unknown> | undefined,
    caller: string | undefined,
  ): AnonymousSnapshot {
    const isTooMany = caller !== undefined && countOf(caller) >= snapshotsPerCaller
    if (isTooMany || underWay.size >= snapshots) throw new Refusal('TOO_MANY_SNAPSHOTS')
    const askedAt = clock.now()
    const isNotNeeded = () => underWay.get(name)?.callers === 0
    const answer = new Promise<unknown>((resolve, reject) => {
      // A turn ends as the request begins. Until its answer it has a place here: what waits can still be called off.
      const begin = () =>
        new Promise<void>((onBegun) => {
          const runNow = async (signal: AbortSignal) => {
            onBegun()
            return run(signal)
          }
          const request = endpoint.request({ since: () => askedAt, isNotNeeded, run: runNow })
          void request.then(resolve, reject).finally(onBegun)
        })
      queue.wait(caller, begin).catch(reject)
    })
    const snapshot: AnonymousSnapshot = {
      answer: answer.finally(() => underWay.delete(name)),
      caller,
      callers: 0,
    }
    underWay.set(name, snapshot)
    return snapshot
  }

  return {
    async ask(name, run, { caller, signal }) {
      // An answer that callers share would come at the turn of the one that asked first.
      const own = `${caller ?? ''} ${name}`
      const snapshot = underWay.get(own) ?? startSnapshot(own, run, caller)
      const leave = () => {
        snapshot.callers -= 1
      }
      snapshot.callers += 1
      signal?.addEventListener('abort', leave)
      if (signal?.aborted) leave()
      return snapshot.answer.finally(() => signal?.removeEventListener('abort', leave))
    },
    close() {
      endpoint.close()
      queue.close()
    },
  }
}
