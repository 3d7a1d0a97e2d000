import type { BusMember, BusNews } from '../../bus/bus.js'

/** How many news are kept while the bus is away. */
const maxQueued = 10_000

/** Brings an engine's news to the bus in their order, and keeps them while it is away. `onLost`: there were too many. */
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
      // Still away: it is tried again when the bus says that it is back, and with the next news.
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
