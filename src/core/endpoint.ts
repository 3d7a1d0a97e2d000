import type { Clock } from './environment.js'
import { OnwireError, RateLimitedError } from './errors.js'

const minuteMs = 60_000
/** A request that takes longer has failed, in ms. */
const requestTimeoutMs = 10_000

export interface EndpointOptions {
  readonly clock: Clock
  readonly protocol: string
  readonly requestsPerMinute: number
  /** Whether a request may wait for its turn; true by default. On a server it is rejected instead: a page isn't kept from being rendered. */
  readonly canWait?: boolean
  /** Told when the service asks for a pause, in ms. */
  readonly onPause: (ms: number) => void
}

export interface EndpointRequest<Data> {
  /** When this topic was last asked for: the oldest goes first, -Infinity before all. Asked when a turn is free. */
  readonly since: () => number
  /** Asked when its turn comes: an answer that makes the request needless, and costs no turn. */
  readonly instead: () => Data | undefined
  readonly run: (signal: AbortSignal) => Promise<Data>
  /** Called when it leaves the queue. */
  readonly onStart: () => void
}

interface Waiting {
  since(): number
  /** Whether it was answered without a request. */
  skip(): boolean
  start(): void
  drop(): void
}

/**
 * One service's REST side, shared by all of its topics.
 *
 * - In no minute more than `requestsPerMinute` requests start: bursts take what has been saved up, the oldest topic first.
 * - `Retry-After` pauses it for everybody.
 * - What needs no request any more spends nothing.
 */
export interface Endpoint {
  request<Data>(request: EndpointRequest<Data>): Promise<Data>
  /** Rejects what waits and aborts what runs. */
  close(): void
}

export function createEndpoint(options: EndpointOptions): Endpoint {
  const { canWait = true, clock, onPause, protocol, requestsPerMinute } = options
  // A full bucket and a minute's refill together make `requestsPerMinute`.
  const burst = Math.max(1, Math.floor((requestsPerMinute * 4) / 9))
  const refillMs = minuteMs / Math.max(1, requestsPerMinute - burst)
  const queue: Waiting[] = []
  const running = new Set<AbortController>()
  let saved = burst
  let savedAt = clock.now()
  let pausedUntil = -Infinity
  let stopTimer: (() => void) | undefined
  let isClosed = false

  function refill() {
    const earned = Math.floor((clock.now() - savedAt) / refillMs)
    saved = Math.min(burst, saved + earned)
    savedAt = saved === burst ? clock.now() : savedAt + earned * refillMs
  }

  function drain() {
    stopTimer?.()
    stopTimer = undefined
    refill()
    while (queue.length > 0 && saved > 0 && clock.now() >= pausedUntil) {
      const next = takeOldest(queue)
      if (!next || next.skip()) continue
      saved -= 1
      next.start()
    }
    if (queue.length === 0) return
    const nextAt = Math.max(pausedUntil, saved > 0 ? 0 : savedAt + refillMs)
    stopTimer = clock.after(Math.max(1, nextAt - clock.now()), drain)
  }

  async function run<Data>(request: EndpointRequest<Data>): Promise<Data> {
    const controller = new AbortController()
    running.add(controller)
    const stop = clock.after(requestTimeoutMs, () => controller.abort(createTimeoutError(protocol)))
    try {
      request.onStart()
      return await settle(request.run(controller.signal), controller.signal)
    } catch (error) {
      if (error instanceof RateLimitedError) {
        pausedUntil = Math.max(pausedUntil, clock.now() + error.retryAfterMs)
        onPause(error.retryAfterMs)
      }
      throw error
    } finally {
      stop()
      running.delete(controller)
    }
  }

  return {
    request: (request) =>
      new Promise((resolve, reject) => {
        const drop = () => reject(createClosedError(protocol))
        if (isClosed) return drop()
        queue.push({
          since: request.since,
          skip() {
            const answer = request.instead()
            if (answer !== undefined) resolve(answer)
            return answer !== undefined
          },
          start: () => resolve(run(request)),
          drop,
        })
        drain()
        if (canWait || queue.splice(0).length === 0) return undefined
        drain()
        return reject(new RateLimitedError({ protocol, retryAfterMs: Math.max(refillMs, pausedUntil - clock.now()) }))
      }),
    close() {
      isClosed = true
      stopTimer?.()
      for (const waiting of queue.splice(0)) waiting.drop()
      for (const controller of running) controller.abort(createClosedError(protocol))
    },
  }
}

function takeOldest(queue: Waiting[]): Waiting | undefined {
  let oldest = 0
  let oldestSince = Infinity
  for (const [index, waiting] of queue.entries()) {
    const since = waiting.since()
    if (since >= oldestSince) continue
    oldest = index
    oldestSince = since
  }
  return queue.splice(oldest, 1)[0]
}

/** Ends with the signal even where `run` doesn't heed it. */
function settle<Data>(promise: Promise<Data>, signal: AbortSignal): Promise<Data> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    promise.then(resolve, reject)
  })
}

function createTimeoutError(protocol: string) {
  return new OnwireError({
    code: 'REQUEST_TIMEOUT',
    what: `The ${protocol} service did not answer within ${requestTimeoutMs / 1000} s.`,
    why: 'What is shown may be late.',
    remedy: 'Nothing is to be done: it is asked again.',
    protocol,
  })
}

function createClosedError(protocol: string) {
  return new OnwireError({
    code: 'CLOSED',
    what: `The onwire client was closed while the ${protocol} service was asked.`,
    remedy: 'Make a new client to go on.',
    protocol,
  })
}
