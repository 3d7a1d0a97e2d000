/** A smaller difference is none, in ms: a `Date` bears whole seconds, and was written a while ago. */
const toleranceMs = 1_500
/** Nobody's clock is wrong by more, in ms: what says so is no time. */
const maxMs = 10 * 365 * 86_400_000

/**
 * Tells how far a service's clock is ahead of this machine's, in ms. `before` stays, 0 at first, where the new reading
 * differs by no more than it may be wrong.
 *
 * @param serviceMs The service's time as it said it, in unix ms.
 * @param localMs This machine's at that moment, as well as is known.
 * @param errorMs How wrong that may be, besides.
 */
export function toClockOffset(before: number, serviceMs: number, localMs: number, errorMs = 0): number {
  const ms = Math.round(serviceMs - localMs)
  return Math.abs(ms) <= maxMs && Math.abs(ms - before) > toleranceMs + errorMs ? ms : before
}
