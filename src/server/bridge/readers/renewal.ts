/** The time for which a stream may stay open after it was asked to renew, in ms. */
const graceMs = 30_000

/** When a reader's stream is asked to come anew, and when it is ended. */
export interface Renewal {
  /** True once the stream must be asked, which it hasn't been yet. */
  isDue(now: number): boolean
  /** True once the stream must end, since its reader stayed after it was asked. */
  isOver(now: number): boolean
  /** Records that the stream was asked. */
  setAsked(now: number): void
}

/** Spreads renewals over the last fifth of `renewMs`: readers that came together don't come back together. */
export function createRenewal(startedAt: number, renewMs: number, random: number): Renewal {
  let renewAt: number | undefined = startedAt + renewMs * (0.8 + 0.2 * random)
  let endAt = renewAt + graceMs

  return {
    isDue: (now) => renewAt !== undefined && now >= renewAt,
    isOver: (now) => now >= endAt,
    setAsked(now) {
      renewAt = undefined
      endAt = Math.min(endAt, now + graceMs)
    },
  }
}
