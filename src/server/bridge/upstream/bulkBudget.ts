import type { Topic } from '../../../core/contract/topic.js'
import { type CreateRequestBudget, createRequestBudget, type QueuedRequest } from '../../../core/topic/requestBudget.js'
import { askForMany } from './askForMany.js'
import { createBulkSize } from './bulkSize.js'
import type { RequestMeter } from '../metrics/requestMeter.js'
import type { RequestPace } from '../../../core/topic/requestPace.js'
import { createWaitingTopics, type FetchMany, type WaitingTopic } from './waitingTopics.js'

const defaultRequestsPerMinute = 180

export interface BulkBudgetOptions {
  /** Returns the request for many topics that this one can be in. */
  readonly getFetchMany: (topic: Topic) => FetchMany | undefined
  /** Called when many topics can't be asked for at once, for a minute. */
  readonly onAlone: (cause: unknown) => void
  readonly meter: RequestMeter
  readonly pace: RequestPace
}

/**
 * Makes the queue of one service, which asks for many topics by one request.
 *
 * - Up to 50 topics, the oldest first, go into one request. They are halved where the service refuses so many.
 * - Where fewer wait, requests start no more often than the minute's budget allows: topics gather meanwhile.
 * - A topic that the answer lacks is asked for alone; so are all for a minute after any other failure.
 * - Pauses, the pace and the limit of requests under way are those of `createRequestBudget`.
 */
export function createBulkBudget({ getFetchMany, meter, onAlone, pace }: BulkBudgetOptions): CreateRequestBudget {
  return (protocol, environment, report) => {
    const { clock } = environment
    const budget = meter.countSent(createRequestBudget(protocol, environment, report, pace))
    const gatherMs = Math.ceil(60_000 / (protocol.requestsPerMinute ?? defaultRequestsPerMinute))
    const size = createBulkSize(clock)
    const waiting = createWaitingTopics()
    /** The requests that wait for their turn: a routine one, and another. */
    const queued = new Set<boolean>()
    let lastStart = -Infinity
    let isScheduled = false
    let isClosed = false
    let stopTimer: (() => void) | undefined

    /** All topics of one moment go together. */
    function schedule() {
      if (isScheduled) return
      isScheduled = true
      queueMicrotask(() => {
        isScheduled = false
        gather()
      })
    }

    function gather() {
      stopTimer?.()
      stopTimer = undefined
      if (waiting.getSize() === 0 || queued.has(false)) return
      const missingMs = lastStart + gatherMs - clock.now()
      if (waiting.getSize() < size.get() && missingMs > 0) {
        // A clock with fractions may be early by less than it can tell.
        stopTimer = clock.after(Math.max(1, missingMs), gather)
        return
      }
      const isRoutine = waiting.isRoutine()
      if (!queued.has(isRoutine)) queueRequest(isRoutine)
    }

    function queueRequest(isRoutine: boolean) {
      const oldest = waiting.getOldest()
      queued.add(isRoutine)
      const isNotNeeded = () => {
        waiting.dropNotNeeded()
        if (waiting.getSize() > 0) return false
        queued.delete(isRoutine)
        return true
      }
      const run = (signal: AbortSignal) => {
        queued.delete(isRoutine)
        lastStart = clock.now()
        const topics = waiting.take(size.get())
        schedule()
        return askForMany(topics, signal, { size, addAgain, onAlone: reportAlone, onFailure: meter.countFailure })
      }
      // Each topic is answered by itself.
      budget.request({ since: () => oldest, isRoutine: () => isRoutine, isNotNeeded, run }).catch(() => {})
    }

    function addAgain(topics: readonly WaitingTopic[]) {
      topics.forEach(waiting.add)
      schedule()
    }

    function reportAlone(cause: unknown) {
      if (!isClosed) onAlone(cause)
    }

    return meter.countQueued({
      request<Data>(request: QueuedRequest<Data>) {
        const { run, topic } = request
        const fetchMany = topic && getFetchMany(topic)
        if (!fetchMany || isClosed || size.get() === 1) return budget.request(request)
        return new Promise<Data>((resolve, reject) => {
          waiting.add({
            slot: request,
            topic,
            fetchMany,
            askAlone: () => resolve(budget.request(request)),
            async runAlone(signal) {
              const answer = run(signal)
              resolve(answer)
              await answer
            },
            resolve,
            reject,
          })
          schedule()
        })
      },
      close() {
        isClosed = true
        stopTimer?.()
        budget.close()
        for (const { askAlone } of waiting.clear()) askAlone()
      },
    })
  }
}
