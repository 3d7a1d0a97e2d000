/** Unix times below are seconds, above milliseconds: as seconds it is the year 5138, as milliseconds March 1973. */
const firstMs = 1e11

/** How far clocks may differ, in ms. */
const skewMs = 300_000

/** In unix ms. Relay doesn't say whether it means seconds or milliseconds: both are read. */
export function toUnixMs(timestamp: string): number | undefined {
  if (!/^\d{1,15}(\.\d{1,9})?$/.test(timestamp)) return undefined
  const time = Number(timestamp)
  return time < firstMs ? time * 1000 : time
}

/** A tolerance that isn't a number tolerates nothing. */
export function checkFreshness(
  sentAt: number,
  now: number,
  toleranceMs: number,
): 'STALE' | 'TOO_FAR_AHEAD' | undefined {
  if (!(now - sentAt <= toleranceMs)) return 'STALE'
  return sentAt - now > Math.min(toleranceMs, skewMs) ? 'TOO_FAR_AHEAD' : undefined
}
