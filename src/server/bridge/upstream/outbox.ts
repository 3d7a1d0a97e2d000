import type { BusMember, BusNews } from '../../bus/bus.js'

/** The number of news that are kept while the bus is away. */
const maxQueued = 10_000

/** Publishes an engine's news in their order, and keeps them while the bus is away. `onLost`: there were too many. */
export function createOutbox(
  publish: BusMember['publish'],
  onLost: () => void,
): { add(news: BusNews): void; flush(): void } {
  let queue: BusNews[] = []
  let isFlushing = false
  let hasLost = false

  function enqueue(news: BusNews) {
    queue.push(news)
    if (queue.length <= maxQueued) return
    queue.shift()
    hasLost = true
  }

  async function flush() {
    if (isFlushing) return
    isFlushing = true
    try {
      for (let [first] = queue; first; [first] = queue) {
        await publish(first)
        if (queue[0] === first) queue.shift()
      }
      if (hasLost) onLost()
      hasLost = false
    } catch {
      // Still away: the next flush comes when the bus is back, and with the next news.
    } finally {
      isFlushing = false
    }
  }

  return {
    add(news) {
      enqueue(news)
      void flush()
    },
    flush: () => void flush(),
  }
}
