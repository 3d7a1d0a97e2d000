const minuteMs = 60_000

export interface RestLimit {
  /** Counts a request; the seconds to wait where it is one too many. */
  spend(key: string): number | undefined
  /** Requests of the last 60 s, by everyone. */
  lastMinute(): number
}

/** A limit of requests a minute for each key. Those that were refused count too. */
export function createRestLimit(requestsPerMinute: number, now: () => number): RestLimit {
  const recent = new Map<string, number[]>()
  return {
    spend(key) {
      const time = now()
      const times = (recent.get(key) ?? []).filter((earlier) => earlier > time - minuteMs)
      recent.set(key, times)
      const oldest = times[times.length - requestsPerMinute]
      times.push(time)
      return oldest === undefined ? undefined : Math.max(1, Math.ceil((oldest + minuteMs - time) / 1000))
    },
    lastMinute() {
      const since = now() - minuteMs
      let count = 0
      for (const times of recent.values()) count += times.filter((time) => time > since).length
      return count
    },
  }
}
