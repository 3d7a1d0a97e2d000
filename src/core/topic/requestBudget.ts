import type { Report } from '../contract/diagnostics.js'
import type { Environment } from '../contract/environment.js'
import { type OnwireError, RateLimitedError, toError, toMistake } from '../contract/errors.js'
import type { Protocol } from '../contract/protocol.js'

const minuteMs = 60_000
/** A request that takes longer has failed, in ms. */
const requestTimeoutMs = 10_000

/** Rejects a request that nobody needed any more when its slot came. */
export const notNeeded = new Error('needless')

/** How a request waits. */
export interface QueueSlot {
  /** When this topic was last asked for: the oldest goes first, -Infinity before all. Asked when a turn is free. */
  readonly since: () => number
  /** Asked when its turn comes. What is needless costs no turn, and is rejected with `needless`. */
  readonly isNotNeeded?: () => boolean
  readonly onStart?: () => void
}

export interface QueuedRequest<Data> extends QueueSlot {
  run(signal: AbortSignal): Promise<Data>
}

interface Waiting extends QueueSlot {
  start(): void
  reject(reason: Error): void
}

/**
 * One service's REST side, shared by all of its topics.
 *
 * - In no minute more than `requestsPerMinute` requests start. Bursts take the saved ones, the oldest topic first.
 * - `Retry-After` pauses it for everybody.
 * - What needs no request any more spends nothing.
 * - On a server nothing waits for its turn, and is rejected instead: a page isn't kept from being rendered.
 */
export interface RequestBudget {
  request<Data>(request: QueuedRequest<Data>): Promise<Data>
  /** Rejects what waits and aborts what runs. */
  close(): void
}

export function createRequestBudget(
  protocol: Pick<Protocol, 'id' | 'requestBurst' | 'requestsPerMinute'>,
  environment: Pick<Environment, 'clock' | 'isServer'>,
  report: Report,
): RequestBudget {
  const { id, requestBurst, requestsPerMinute = 180 } = protocol
  const { clock, isServer } = environment
  // A full bucket and a minute's refill together make `requestsPerMinute`.
  const burst = requestBurst ?? Math.max(1, Math.floor((requestsPerMinute * 4) / 9))
  const refillMs = minuteMs / Math.max(1, requestsPerMinute - burst)
  const queue = new Set<Waiting>()
  /** Each aborts one request. */
  const running = new Set<(why: OnwireError) => void>()
  let saved = burst
  let savedAt = clock.now()
  let pausedUntil = -Infinity
  let stopTimer: (() => void) | undefined
  let closed: OnwireError | undefined

  function drain() {
    stopTimer?.()
    const now = clock.now()
    const earned = Math.floor((now - savedAt) / refillMs)
    savedAt = saved + earned < burst ? savedAt + earned * refillMs : now
    saved = Math.min(burst, saved + earned)
    if (now >= pausedUntil) spend()
    if (queue.size === 0) return
    const retryAfterMs = Math.max(1, pausedUntil - now, saved > 0 ? 0 : savedAt + refillMs - now)
    if (isServer) clear(new RateLimitedError({ protocol: id, retryAfterMs }))
    else stopTimer = clock.after(retryAfterMs, drain)
  }

  function spend() {
    while (queue.size > 0 && saved > 0) {
      const oldest = [...queue].reduce((first, next) => (next.since() < first.since() ? next : first))
      queue.delete(oldest)
      if (oldest.isNotNeeded?.()) oldest.reject(notNeeded)
      else {
        saved -= 1
        oldest.start()
      }
    }
  }

  function clear(reason: OnwireError) {
    for (const { reject } of queue) reject(reason)
    queue.clear()
  }

  async function run<Data>(request: QueuedRequest<Data>): Promise<Data> {
    const controller = new AbortController()
    const { signal } = controller
    // Kept here, too: a signal of React Native has no `reason`.
    let reason: OnwireError | undefined
    const abort = (why: OnwireError) => {
      reason = why
      controller.abort(why)
    }
    const stop = clock.after(requestTimeoutMs, () =>
      abort(toError(id, 'REQUEST_TIMEOUT', `No answer for ${id} came within 10 s.`, 'It is asked again.')),
    )
    running.add(abort)
    try {
      // Ends with the signal even where `run` doesn't heed it.
      return await new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(reason))
        request.onStart?.()
        request.run(signal).then(resolve, reject)
      })
    } catch (error) {
      if (error instanceof RateLimitedError) {
        pausedUntil = Math.max(pausedUntil, clock.now() + error.retryAfterMs)
        report('RATE_LIMITED', `A pause of ${error.retryAfterMs} ms is asked for.`)
      }
      throw error
    } finally {
      stop()
      running.delete(abort)
    }
  }

  return {
    request: (request) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(closed)
        queue.add({ ...request, start: () => resolve(run(request)), reject })
        drain()
      }),
    close() {
      closed = createClosedError(id)
      stopTimer?.()
      clear(closed)
      for (const abort of running) abort(closed)
    },
  }
}

function createClosedError(protocol: string): OnwireError {
  return toMistake(
    'CLOSED',
    process.env.NODE_ENV !== 'production' && { what: 'The onwire client was closed.', remedy: 'Make a new client.' },
    protocol,
  )
}
