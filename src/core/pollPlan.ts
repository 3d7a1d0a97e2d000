/** From the loss of the socket to the word "polling", in ms: a blip shows nothing. */
export const blipMs = 2_000
/** The first poll follows within U(0, 3 s), so that a server's restart isn't answered by everybody at once. */
const spreadMs = 3_000
const slowestMs = 30_000
/** How often an open topic is asked for while its socket is up, in ms: with `doubtMs`, a frozen one is found within 30 s. */
const verifyMs = 20_000
/** What has not moved for so long is asked for once a minute. */
const staleAfterMs = 600_000
const staleEveryMs = 52_000
/** A cache comes to rest after a request, in ms: asked before, it would take the next one for the last. */
const restMs = 1
/** The default of `pollingIntervalMs`. */
export const defaultPollingIntervalMs = 3_000

/** Times are of the monotonic clock, in ms. */
export interface PollFacts {
  /** Somebody looks, the end isn't reached, the page is visible and online. */
  readonly isDue: boolean
  /** Since when the socket hasn't carried this topic; undefined while it does. */
  readonly downSince: number | undefined
  /** Something may have been missed: it is to be asked for now. */
  readonly needsSnapshot: boolean
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
  /** When the socket last brought news of it. */
  readonly pushedAt: number | undefined
  /** When its data last changed, or it came to be watched. */
  readonly changedAt: number
  /** Polls in a row that brought nothing, or failed, since the socket went down. */
  readonly quietPolls: number
  readonly failedPolls: number
  readonly intervalMs: number
  /** U(0, 1), drawn once a poll. */
  readonly jitter: number
}

/** When a topic is to be asked for next, by the monotonic clock; undefined for never. What is overdue is in the past. */
export function getNextPollAt(facts: PollFacts, now: number): number | undefined {
  if (!facts.isDue) return undefined
  const { downSince, endedAt, jitter } = facts
  const wait = endedAt === undefined ? 0 : endedAt + getInterval(facts, now)
  const soonest = Math.max(now, (endedAt ?? -Infinity) + restMs)
  const wanted = facts.needsSnapshot ? (facts.failedPolls === 0 ? soonest : wait) : Infinity
  const next =
    downSince === undefined
      ? Math.max(facts.startedAt ?? now, facts.pushedAt ?? 0) + getVerifyInterval(facts, now)
      : Math.max(downSince + blipMs + jitter * spreadMs, wait)
  return Math.min(wanted, next)
}

function getInterval(facts: PollFacts, now: number): number {
  const { failedPolls, intervalMs, jitter, quietPolls } = facts
  if (failedPolls === 0 && isStale(facts, now)) return getStaleInterval(facts)
  const grown = intervalMs * 1.5 ** Math.max(quietPolls, failedPolls)
  return Math.min(Math.max(slowestMs, intervalMs), grown) * (0.75 + jitter / 2)
}

function getVerifyInterval(facts: PollFacts, now: number): number {
  return isStale(facts, now) ? getStaleInterval(facts) : verifyMs * (0.9 + facts.jitter / 10)
}

function isStale({ changedAt }: PollFacts, now: number): boolean {
  return now - changedAt > staleAfterMs
}

function getStaleInterval({ intervalMs, jitter }: PollFacts): number {
  return Math.max(staleEveryMs, intervalMs) + jitter * 6_000
}
