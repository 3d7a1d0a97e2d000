/** Where the service names no time, or browsers aren't allowed to read it. */
const defaultMs = 30_000
const minMs = 1000
/** A longer pause would be taken for a service that is gone. */
const maxMs = 300_000

/** Reads `Retry-After`: seconds, or an HTTP date. `now` is in unix ms. */
export function toRetryAfterMs(header: string | null, now: number): number {
  const text = header?.trim() ?? ''
  const asked = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(asked) ? defaultMs : Math.min(Math.max(asked, minMs), maxMs)
}
