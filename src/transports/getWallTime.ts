/** Wall time, in unix ms: for people, never for decisions. This machine's clock may be off, and be set while we run. */
export function getWallTime(): number {
  return Date.now()
}
