import type { Report } from '../contract/diagnostics.js'
import type { Environment } from '../contract/environment.js'
import { type OnwireError, RateLimitedError, toError, toMistake } from '../contract/errors.js'
import type { Protocol } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'
import { createOldestFirst } from './oldestFirst.js'
import { createRequestPace } from './requestPace.js'

/** A request that takes longer has failed, in ms. */
const requestTimeoutMs = 10_000
/** Browsers open six connections to one host: two are left to the app, and to a stream. */
const maxUnderWay = 4

/** Makes the queue of one endpoint. `pace` is its own by default; endpoints that count as one share theirs. */
export type CreateRequestBudget = typeof createRequestBudget

/** Rejects a request that nobody needed any more when its slot came. */
export const notNeeded = new Error('needless')

/** How a request waits. */
export interface QueueSlot {
  /** When this topic was last asked for: the oldest goes first, -Infinity before all. Asked when a turn is free. */
  readonly since: () => number
  /** Asked when its turn comes. What is needless costs no turn, and is rejected with `needless`. */
  readonly isNotNeeded?: () => boolean
  /** Nothing is known to be missing: it keeps to an even pace, and leaves the minute's share to whatever is. */
  readonly isRoutine?: () => boolean
  readonly onStart?: () => void
}

export interface QueuedRequest<Data> extends QueueSlot {
  /** The topic that is asked for as a whole. Absent for other requests. */
  readonly topic?: Topic
  run(signal: AbortSignal): Promise<Data>
}

interface Waiting extends QueueSlot {
  start(): void
  reject(reason: Error): void
}

/**
 * One service's REST side, shared by all of its topics.
 *
 * - In no minute more than `requestsPerMinute` requests start, and all of them may start at its beginning, the oldest
 *   topic's first. At most four are under way.
 * - Routine polls start evenly, so that a full page isn't asked for in a burst and then not for a minute.
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
  pace = createRequestPace(protocol),
): RequestBudget {
  const { id } = protocol
  const { clock, isServer } = environment
  const queue = new Set<Waiting>()
  const oldest = createOldestFirst(queue)
  /** Each aborts one request. */
  const running = new Set<(why: OnwireError) => void>()
  let stopTimer: (() => void) | undefined
  let closed: OnwireError | undefined

  function drain() {
    stopTimer?.()
    const now = clock.now()
    while (queue.size > 0 && running.size < maxUnderWay) {
      // Nobody can start yet: a page of thousands isn't looked through for each that comes.
      const soonestMs = pace.getNextStart(false) - now
      if (soonestMs > 0) return wait(soonestMs)
      const routineMs = pace.getNextStart(true) - now
      const next = oldest.find(now, ({ isRoutine }) => routineMs <= 0 || !isRoutine?.())
      if (!next) return wait(routineMs)
      start(next, now)
    }
  }

  function wait(ms: number) {
    const retryAfterMs = Math.max(1, ms)
    if (isServer) clear(new RateLimitedError({ protocol: id, retryAfterMs }))
    else stopTimer = clock.after(retryAfterMs, drain)
  }

  function start(request: Waiting, now: number) {
    queue.delete(request)
    oldest.leave(request)
    if (request.isNotNeeded?.()) return request.reject(notNeeded)
    pace.start(now)
    request.start()
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
        pace.pause(clock.now() + error.retryAfterMs)
        report('RATE_LIMITED', `A pause of ${error.retryAfterMs} ms is asked for.`)
      }
      throw error
    } finally {
      stop()
      running.delete(abort)
      drain()
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

function createClosedError(id: string): OnwireError {
  return toMistake(
    'CLOSED',
    process.env.NODE_ENV !== 'production' && {
      what: 'The onwire client was closed.',
      remedy: 'Make a new client.',
    },
    id,
  )
}
