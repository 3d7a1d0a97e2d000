import type { Protocol } from '../contract/protocol.js'

const minuteMs = 60_000
/** So many routine polls may start one after the other: pages with few topics don't notice the pace of a full one. */
const routineBurst = 20

/**
 * The starts of one endpoint's requests, by the monotonic clock.
 *
 * - A sliding window: all that a minute has may start at its beginning.
 * - After `requestBurst` in a row they start evenly.
 * - Routine polls start evenly, too: a full page isn't asked for in a burst, and then not for a minute.
 */
export interface RequestPace {
  /** When the next request may start. */
  getNextStart(isRoutine: boolean): number
  start(now: number): void
  /** The service asks for a pause. */
  pause(until: number): void
}

export function createRequestPace({
  requestBurst,
  requestsPerMinute = 180,
}: Pick<Protocol, 'requestBurst' | 'requestsPerMinute'>): RequestPace {
  const limit = Math.max(1, Math.floor(requestsPerMinute))
  const burst = requestBurst ?? limit
  const shareMs = minuteMs / limit
  const starts: number[] = []
  /** When all requests so far will have had their share of time. */
  let paidAt = -Infinity
  let pausedUntil = -Infinity
  return {
    getNextStart(isRoutine) {
      const ahead = Math.min(burst, isRoutine ? routineBurst : burst) - 1
      return Math.max(pausedUntil, paidAt - ahead * shareMs, (starts.at(-limit) ?? -Infinity) + minuteMs)
    },
    start(now) {
      paidAt = Math.max(paidAt, now) + shareMs
      starts.push(now)
      if (starts.length > limit) starts.shift()
    },
    pause(until) {
      pausedUntil = Math.max(pausedUntil, until)
    },
  }
}
