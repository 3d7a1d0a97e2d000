/**
 * Reads `Retry-After`: seconds, or an HTTP date. From 1 to 300 s: a longer pause would be taken for a service that is
 * gone.
 */
export function toPauseMs(header: string | null, otherwiseMs: number): number {
  const seconds = Number(header ?? NaN)
  const asked = Number.isNaN(seconds) ? Date.parse(header ?? '') - Date.now() : seconds * 1000
  return Math.min(Math.max(asked, 1000), 300_000) || otherwiseMs
}
