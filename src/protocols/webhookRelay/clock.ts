import { toClockOffset } from '../../core/utils/toClockOffset.js'

export interface ServiceClock {
  /** The service's time, in unix ms, as its answers bear it; this machine's until one does. */
  readonly now: () => number
  /** Asks, and reads the `Date` of the answer. */
  readonly fetch: typeof globalThis.fetch
}

/**
 * Webhooks come without a time. This machine's wall clock may be off by hours: it is set by the service's, which each
 * answer of its bears. A browser isn't allowed to read that of another origin.
 */
export function createServiceClock(now: () => number, fetch: typeof globalThis.fetch | undefined): ServiceClock {
  let behindMs = 0
  return {
    now: () => now() + behindMs,
    async fetch(...request) {
      const answer = await (fetch ?? globalThis.fetch)(...request)
      behindMs = toClockOffset(behindMs, Date.parse(answer.headers.get('date') ?? '') + 500, now())
      return answer
    },
  }
}
