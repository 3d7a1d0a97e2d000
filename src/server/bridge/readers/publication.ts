import type { Clock } from '../../../core/contract/environment.js'

/**
 * The pause after a publication during which changes are gathered, in ms for each interest, and at most in all.
 * Each publication lists all interests, and thousands of readers may come at once. Few interests are published at once.
 */
const gatherMs = 0.02
const maxGatherMs = 500

interface Pending {
  readonly published: Promise<void>
  readonly resolve: () => void
}

/** Publishes changes together: at once after a quiet time, and after a pause where one has just been published. */
export interface Publication {
  /** Resolves once this change is published. */
  schedule(): Promise<void>
  stop(): void
}

/** `publish` returns the number of interests that it has published. */
export function createPublication(clock: Clock, publish: () => number): Publication {
  /** The next publication; undefined while nothing has changed. */
  let pending: Pending | undefined
  let stopGathering: (() => void) | undefined

  function publishNow() {
    stopGathering = undefined
    if (!pending) return
    const { resolve } = pending
    pending = undefined
    const count = publish()
    const pauseMs = Math.min(Math.floor(count * gatherMs), maxGatherMs)
    if (pauseMs > 0) stopGathering = clock.after(pauseMs, publishNow)
    resolve()
  }

  return {
    schedule() {
      if (pending) return pending.published
      pending = createPending()
      if (!stopGathering) queueMicrotask(publishNow)
      return pending.published
    },
    stop: () => stopGathering?.(),
  }
}

function createPending(): Pending {
  let resolve = () => {}
  const published = new Promise<void>((done) => {
    resolve = done
  })
  return { published, resolve }
}
