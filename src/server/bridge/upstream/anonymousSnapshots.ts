import { createRequestBudget } from '../../../core/topic/requestBudget.js'
import type { Clock } from '../../../core/contract/environment.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import { Refusal } from '../refusal.js'

interface AnonymousSnapshot {
  readonly answer: Promise<unknown>
  /** The number of callers that still wait for the answer. */
  callers: number
}

export interface AnonymousSnapshots {
  /** Rejects with `notNeeded` once all callers have hung up. */
  ask(name: string, run: () => Promise<unknown> | undefined, caller: AbortSignal | undefined): Promise<unknown>
  close(): void
}

/** Equals the endpoint's default. */
const defaultRequestsPerMinute = 180

/**
 * Requests to a service for strangers alone: nobody follows their topics.
 *
 * - They have half of the service's budget; the other half is left to followed topics.
 * - Beyond `max` requests under way, new ones are refused. Concurrent callers of one name share one answer.
 * - A request that no caller waits for any more isn't sent.
 */
export function createAnonymousSnapshots(
  { id, requestBurst, requestsPerMinute = defaultRequestsPerMinute }: Protocol,
  clock: Clock,
  max: number,
): AnonymousSnapshots {
  const budget = {
    id,
    requestsPerMinute: requestsPerMinute / 2,
    ...(requestBurst !== undefined && { requestBurst: Math.max(1, Math.floor(requestBurst / 2)) }),
  }
  const endpoint = createRequestBudget(budget, { clock, isServer: false }, () => {})
  const underWay = new Map<string, AnonymousSnapshot>()

  function startSnapshot(name: string, run: () => Promise<unknown> | undefined): AnonymousSnapshot {
    if (underWay.size >= max) throw new Refusal('TOO_MANY_SNAPSHOTS')
    const askedAt = clock.now()
    const isNotNeeded = () => underWay.get(name)?.callers === 0
    // Only a slot in the queue is used here: the engine sends the request, with its time-out and its pauses.
    const slot = endpoint.request({ since: () => askedAt, isNotNeeded, run: async () => {} })
    const snapshot: AnonymousSnapshot = {
      answer: slot.then(run).finally(() => underWay.delete(name)),
      callers: 0,
    }
    underWay.set(name, snapshot)
    return snapshot
  }

  return {
    async ask(name, run, caller) {
      const snapshot = underWay.get(name) ?? startSnapshot(name, run)
      const leave = () => {
        snapshot.callers -= 1
      }
      snapshot.callers += 1
      caller?.addEventListener('abort', leave)
      if (caller?.aborted) leave()
      return snapshot.answer.finally(() => caller?.removeEventListener('abort', leave))
    },
    close: endpoint.close,
  }
}
