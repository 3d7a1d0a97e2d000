import { createRequestBudget } from '../../../core/topic/requestBudget.js'
import type { Clock } from '../../../core/contract/environment.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import { Refusal } from '../requests/refusal.js'

interface AnonymousSnapshot {
  readonly answer: Promise<unknown>
  /** How many still wait for it. */
  callers: number
}

export interface AnonymousSnapshots {
  /** Rejects with `needless` where all that asked have hung up. */
  ask(name: string, run: () => Promise<unknown> | undefined, caller: AbortSignal | undefined): Promise<unknown>
  close(): void
}

/** As the endpoint's. */
const defaultRequestsPerMinute = 180

/**
 * What is asked of a service for strangers only: nobody follows it.
 *
 * - It has half of the service's budget, so that the other half is left to what is followed.
 * - Beyond `max` under way it is refused. Whoever asks for the same meanwhile gets the same answer.
 * - What nobody waits for any more isn't asked.
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
    const isNeedless = () => underWay.get(name)?.callers === 0
    // A turn is all that is wanted: the request itself is the engine's, with its time-out and its pauses.
    const slot = endpoint.request({ since: () => askedAt, isNotNeeded: isNeedless, run: async () => {} })
    const snapshot: AnonymousSnapshot = { answer: slot.then(run).finally(() => underWay.delete(name)), callers: 0 }
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
