import { getWallTime } from './getWallTime.js'

/**
 * Reads `Retry-After`: seconds, or an HTTP date. That is read against the service's own `Date`, since this machine's
 * clock may be hours off; it counts only where a browser isn't allowed to read the service's. From 1 to 300 s: a longer
 * pause would be taken for a service that is gone.
 */
export function toPauseMs(headers: Headers, otherwiseMs: number): number {
  const header = headers.get('retry-after') ?? ''
  const date = headers.get('date')
  const untilMs = Date.parse(header) - (date ? Date.parse(date) : getWallTime())
  const asked = header && Number.isFinite(Number(header)) ? Number(header) * 1000 : untilMs
  return Math.min(Math.max(asked, 1000), 300_000) || otherwiseMs
}
