import { RateLimitedError } from '../../../core/contract/errors.js'
import type { QueuedRequest, RequestBudget } from '../../../core/topic/requestBudget.js'
import type { BridgeServiceMetrics } from './bridgeMetrics.js'

/** Counts the requests to one service, and what waits for them. */
export interface RequestMeter {
  /** Makes a budget that counts what waits in it. */
  countQueued(budget: RequestBudget): RequestBudget
  /** Makes a budget that counts what it sends, and how that ends. */
  countSent(budget: RequestBudget): RequestBudget
  /** A request failed in a way that its budget isn't told of. */
  countFailure(error: unknown): void
  get(): Pick<BridgeServiceMetrics, 'failures' | 'oldestQueuedMs' | 'queued' | 'rateLimits' | 'requests'>
}

export function createRequestMeter(now: () => number): RequestMeter {
  /** Since when each one waits, the oldest first. */
  const queued = new Set<{ readonly at: number }>()
  let requests = 0
  let failures = 0
  let rateLimits = 0

  function countFailure(error: unknown) {
    failures += 1
    if (error instanceof RateLimitedError) rateLimits += 1
  }

  return {
    countQueued: (budget) => ({
      ...budget,
      request<Data>(request: QueuedRequest<Data>) {
        const waiting = { at: now() }
        queued.add(waiting)
        const leave = () => void queued.delete(waiting)
        const onStart = () => {
          leave()
          request.onStart?.()
        }
        return budget.request({ ...request, onStart }).finally(leave)
      },
    }),
    countSent: (budget) => ({
      ...budget,
      request<Data>(request: QueuedRequest<Data>) {
        let isSent = false
        const run = (signal: AbortSignal) => {
          isSent = true
          requests += 1
          return request.run(signal)
        }
        const answer = budget.request({ ...request, run })
        answer.catch((error: unknown) => {
          if (isSent) countFailure(error)
        })
        return answer
      },
    }),
    countFailure,
    get() {
      const [oldest] = queued
      return {
        queued: queued.size,
        oldestQueuedMs: oldest ? now() - oldest.at : 0,
        requests,
        failures,
        rateLimits,
      }
    },
  }
}
