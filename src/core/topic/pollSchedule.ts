/** From the loss of the socket to the word "polling", in ms: a blip shows nothing. */
export const blipMs = 2_000
/** The first poll follows within U(0, 3 s), so that a server's restart isn't answered by everybody at once. */
const spreadMs = 3_000
const slowestMs = 30_000
/** The interval of polls beside a socket that carries the topic, in ms: a frozen one is found within 30 s. */
const verifyMs = 20_000
/** Data that have not moved for so long are polled once a minute. */
const staleAfterMs = 600_000
const staleEveryMs = 52_000
const staleSpreadMs = 6_000
/** An end that may still be overturned is asked for so often at first, and at last, in ms. */
const lateMs = 300_000
const latestMs = 3_600_000
/** A cache comes to rest after a request, in ms: asked before, it would take the next one for the last. */
const restMs = 1

/** Times are of the monotonic clock, in ms; -Infinity is never. */
export interface PollFacts {
  /** Since when the socket hasn't carried this topic; undefined while it does. */
  readonly downSince: number | undefined
  /** Something may have been missed: it is to be asked for now. */
  readonly needsSnapshot: boolean
  /** It has ended, and something may still come. */
  readonly isSettled: boolean
  /** When it was last asked for, or the socket last brought news of it. */
  readonly heardAt: number
  /** When the last request ended. */
  readonly endedAt: number
  /** When its data last moved, or it came to be watched. */
  readonly movedAt: number
  /** Polls in a row that brought nothing, or failed. */
  readonly quietPolls: number
  /** How often to poll at first, in ms. */
  readonly intervalMs: number
  /** U(0, 1), drawn once a poll. */
  readonly jitter: number
}

/** When an open topic is to be asked for next, by the monotonic clock. What is overdue is in the past. */
export function getNextPollAt(facts: PollFacts, now: number): number {
  const { downSince, endedAt, intervalMs, jitter, quietPolls } = facts
  const isStale = now - facts.movedAt > staleAfterMs
  const staleMs = Math.max(staleEveryMs, intervalMs) + jitter * staleSpreadMs
  const grownMs = Math.min(Math.max(slowestMs, intervalMs), intervalMs * 1.5 ** quietPolls) * (0.75 + jitter / 2)
  const nextAt = endedAt + (isStale ? staleMs : grownMs)
  if (facts.needsSnapshot) return quietPolls > 0 ? nextAt : Math.max(now, endedAt + restMs)
  if (facts.isSettled) {
    const rareMs = downSince === undefined ? latestMs : Math.min(latestMs, lateMs * 2 ** quietPolls)
    return Math.max(facts.heardAt, endedAt) + rareMs * (0.9 + jitter / 10)
  }
  if (downSince !== undefined) return Math.max(downSince + blipMs + jitter * spreadMs, nextAt)
  return facts.heardAt + (isStale ? staleMs : verifyMs * (0.9 + jitter / 10))
}
