import { createLazyAbort } from './lazyAbort.js'

/** The time that a callback of the app's may take, in ms. */
export const defaultCallbackMs = 30_000

/** Thrown where a callback of the app's took too long. */
export class TimeLimitError extends Error {
  constructor(name: string, ms: number) {
    super(`${name} took longer than ${ms} ms.`)
    this.name = 'TimeLimitError'
  }
}

/** The part of an AbortSignal that is used here. */
export interface CallerSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface LimitOptions {
  /** Names the callback. */
  readonly name: string
  readonly ms: number
  /** Ends the wait as well: whoever asked has gone. */
  readonly caller?: CallerSignal | undefined
  /** Calls back once after `ms`; returns its cancel. `setTimeout` by default. */
  readonly after?: ((ms: number, callback: () => void) => () => void) | undefined
}

/**
 * Waits for a callback of the app's, for a time. Its signal aborts with that time, and when the caller goes.
 * Rejects then, whatever the callback does later. The signal is made where it is asked for: most callbacks do without.
 */
export function withLimit<Value>(
  run: (getSignal: () => AbortSignal) => Value | PromiseLike<Value>,
  { after = afterTimeout, caller, ms, name }: LimitOptions,
): Promise<Value> {
  const limit = createLazyAbort()
  return new Promise<Value>((resolve, reject) => {
    const end = (reason: unknown) => {
      release()
      limit.abort(reason)
      reject(reason)
    }
    const leave = () => end(new Error(`Whoever asked went away while ${name} ran.`))
    const stop = after(ms, () => end(new TimeLimitError(name, ms)))
    const release = () => {
      stop()
      caller?.removeEventListener('abort', leave)
    }
    if (caller?.aborted) return leave()
    caller?.addEventListener('abort', leave)
    // In a promise of its own: it may throw at once.
    void (async () => run(limit.getSignal))().then(resolve, reject).finally(release)
  })
}

function afterTimeout(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}
