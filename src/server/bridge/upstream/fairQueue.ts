import type { Clock } from '../../../core/contract/environment.js'

const minuteMs = 60_000
/** Callers whose last turn is long ago are forgotten beyond so many. */
const mostRemembered = 1_000

export interface FairQueue {
  /** Waits for a turn of this caller, and resolves with it. Rejects as `start` does. */
  wait(caller: string | undefined, start: () => Promise<void>): Promise<void>
  close(): void
}

interface Waiting {
  readonly start: () => Promise<void>
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/**
 * Gives turns one after the other, to each caller in its turn; those of one caller in their order.
 * A caller that is known gets at most `perMinute` of them in a minute: what is left of them is there for others.
 */
export function createFairQueue(clock: Clock, perMinute: number): FairQueue {
  /** The caller that had a turn last comes last. Those that nobody knows are one, without a share of its own. */
  const queues = new Map<string, Waiting[]>()
  /** The times at which requests of each caller began within the last minute. */
  const starts = new Map<string, number[]>()
  let isRunning = false
  let isOver = false
  let stopTimer: (() => void) | undefined

  /** How long a caller has to wait for its share, in ms. */
  function getPause(caller: string): number {
    if (caller === '' || isOver) return 0
    const now = clock.now()
    const own = (starts.get(caller) ?? []).filter((at) => now - at < minuteMs)
    if (own.length > 0) starts.set(caller, own)
    else starts.delete(caller)
    return own.length < perMinute ? 0 : (own[0] ?? now) + minuteMs - now
  }

  function findNext(): readonly [caller: string, waiting: Waiting] | undefined {
    let pauseMs = Infinity
    for (const [caller, queue] of queues) {
      const ms = getPause(caller)
      pauseMs = Math.min(pauseMs, ms)
      if (ms > 0) continue
      const waiting = queue.shift()
      queues.delete(caller)
      if (queue.length > 0) queues.set(caller, queue)
      if (waiting) return [caller, waiting]
    }
    if (pauseMs < Infinity) stopTimer = clock.after(pauseMs, run)
    return undefined
  }

  function run() {
    stopTimer?.()
    stopTimer = undefined
    if (isRunning) return
    const next = findNext()
    if (!next) return
    const [caller, { reject, resolve, start }] = next
    isRunning = true
    void start()
      .then(() => {
        if (caller !== '') starts.set(caller, [...(starts.get(caller) ?? []), clock.now()])
        if (starts.size > mostRemembered) for (const each of [...starts.keys()]) getPause(each)
        resolve()
      }, reject)
      .finally(() => {
        isRunning = false
        run()
      })
  }

  return {
    wait: (caller = '', start) =>
      new Promise((resolve, reject) => {
        queues.set(caller, [...(queues.get(caller) ?? []), { start, resolve, reject }])
        run()
      }),
    close() {
      isOver = true
      run()
    },
  }
}
