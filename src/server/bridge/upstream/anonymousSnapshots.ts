import { createEndpoint } from '../../../core/topic/requestBudget.js'
import type { Clock } from '../../../core/contract/environment.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import { Refusal } from '../requests/refusal.js'

interface OneOff {
  readonly answer: Promise<unknown>
  /** How many still wait for it. */
  callers: number
}

export interface OneOffs {
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
export function createOneOffs(
  { id, requestBurst, requestsPerMinute = defaultRequestsPerMinute }: Protocol,
  clock: Clock,
  max: number,
): OneOffs {
  const budget = {
    id,
    requestsPerMinute: requestsPerMinute / 2,
    ...(requestBurst !== undefined && { requestBurst: Math.max(1, Math.floor(requestBurst / 2)) }),
  }
  const turns = createEndpoint(budget, { clock, isServer: false }, () => {})
  const underWay = new Map<string, OneOff>()

  function begin(name: string, run: () => Promise<unknown> | undefined): OneOff {
    if (underWay.size >= max) throw new Refusal('TOO_MANY_SNAPSHOTS')
    const askedAt = clock.now()
    const isNeedless = () => underWay.get(name)?.callers === 0
    // A turn is all that is wanted: the request itself is the engine's, with its time-out and its pauses.
    const turn = turns.request({ since: () => askedAt, isNeedless, run: async () => {} })
    const oneOff: OneOff = { answer: turn.then(run).finally(() => underWay.delete(name)), callers: 0 }
    underWay.set(name, oneOff)
    return oneOff
  }

  return {
    async ask(name, run, caller) {
      const oneOff = underWay.get(name) ?? begin(name, run)
      const leave = () => {
        oneOff.callers -= 1
      }
      oneOff.callers += 1
      caller?.addEventListener('abort', leave)
      if (caller?.aborted) leave()
      return oneOff.answer.finally(() => caller?.removeEventListener('abort', leave))
    },
    close: turns.close,
  }
}
