import type { BridgeHistogram } from './bridgeMetrics.js'

/** The upper bounds of its buckets, in ms. */
const bounds = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000]

export interface Histogram {
  /** Counts a time in ms. One below 0 counts as 0: another machine's clock may be ahead. */
  add(ms: number): void
  get(): BridgeHistogram
}

export function createHistogram(): Histogram {
  /** The number of times that fell between each bound and the one before. */
  const counts = bounds.map(() => 0)
  let count = 0
  let sum = 0
  return {
    add(received) {
      const ms = Math.max(0, received)
      const index = bounds.findIndex((upTo) => ms <= upTo)
      if (index >= 0) counts[index] = (counts[index] ?? 0) + 1
      count += 1
      sum += ms
    },
    get() {
      let total = 0
      const buckets = bounds.map((upTo, index) => {
        total += counts[index] ?? 0
        return { upTo, count: total }
      })
      return { count, sum, buckets }
    },
  }
}
