/** Unix times below it are seconds, above it milliseconds: as seconds it is the year 5138, as ms March 1973. */
const firstMs = 1e11

/** The greatest difference between clocks, in ms. */
const skewMs = 300_000

/** Converts to unix ms. Relay's pages don't say if they mean seconds or milliseconds: both are read. */
export function toUnixMs(timestamp: string): number | undefined {
  if (!/^\d{1,15}(\.\d{1,9})?$/.test(timestamp)) return undefined
  const time = Number(timestamp)
  return time < firstMs ? time * 1000 : time
}

/** Compares a signature's time with now. A tolerance that isn't a number tolerates nothing. */
export function checkFreshness(
  sentAt: number,
  now: number,
  toleranceMs: number,
): 'STALE' | 'TOO_FAR_AHEAD' | undefined {
  if (!(now - sentAt <= toleranceMs)) return 'STALE'
  return sentAt - now > Math.min(toleranceMs, skewMs) ? 'TOO_FAR_AHEAD' : undefined
}
