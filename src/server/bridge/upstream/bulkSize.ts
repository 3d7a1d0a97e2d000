import type { Clock } from '../../../core/contract/environment.js'

/** The number of topics in one request at first: no service says how many it takes. */
const mostTopics = 50

export interface BulkSize {
  /** The number of topics that one request may have now. */
  get(): number
  /** Lowers it for some time, in ms. */
  limit(size: number, ms: number): void
}

export function createBulkSize({ now }: Clock): BulkSize {
  let size = mostTopics
  let until = Infinity
  return {
    get() {
      if (now() < until) return size
      size = mostTopics
      until = Infinity
      return size
    },
    limit(next, ms) {
      size = Math.max(1, next)
      until = now() + ms
    },
  }
}
