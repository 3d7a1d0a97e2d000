import type { BusMember, BusNews } from '../../bus/bus.js'
import { toJson } from '../../bus/toJson.js'
import type { BridgeBusMetrics } from '../metrics/bridgeMetrics.js'

/** How much news is kept while the bus is away: the number, and the characters of JSON. */
const maxQueued = 10_000
const maxQueuedLength = 64_000_000

export interface OutboxOptions {
  readonly now: () => number
  readonly publish: BusMember['publish']
  /** There was more news than it keeps. */
  readonly onLost: () => void
  /** JSON can't be written of it: it is dropped, and what comes after it isn't held up. */
  readonly onUnsayable: (news: BusNews) => void
}

interface Queued {
  readonly news: BusNews
  readonly length: number
  readonly at: number
}

export interface Outbox {
  add(news: BusNews): void
  flush(): void
  /** Says how much waits, and how long the oldest has, in ms. */
  getQueued(): Pick<BridgeBusMetrics, 'oldestQueuedMs' | 'queued'>
}

/** Publishes an engine's news in their order, and keeps them while the bus is away. */
export function createOutbox(options: OutboxOptions): Outbox {
  const queue: Queued[] = []
  let queuedLength = 0
  let isFlushing = false
  let hasLost = false

  function removeFirst() {
    queuedLength -= queue.shift()?.length ?? 0
  }

  function enqueue(news: BusNews, length: number) {
    queue.push({ news, length, at: options.now() })
    queuedLength += length
    while (queue.length > maxQueued || (queuedLength > maxQueuedLength && queue.length > 1)) {
      removeFirst()
      hasLost = true
    }
  }

  async function flush() {
    if (isFlushing) return
    isFlushing = true
    try {
      for (let [first] = queue; first; [first] = queue) {
        await options.publish(first.news)
        if (queue[0] === first) removeFirst()
      }
      if (hasLost) options.onLost()
      hasLost = false
    } catch {
      // Still away: the next flush comes when the bus is back, and with the next news.
    } finally {
      isFlushing = false
    }
  }

  return {
    add(news) {
      const length = toJson(news)?.length
      if (length === undefined) return options.onUnsayable(news)
      enqueue(news, length)
      void flush()
    },
    flush: () => void flush(),
    getQueued() {
      const [first] = queue
      return { queued: queue.length, oldestQueuedMs: first ? options.now() - first.at : 0 }
    },
  }
}
