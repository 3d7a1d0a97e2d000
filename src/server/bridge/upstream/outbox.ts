import type { BusMember, BusNews } from '../../bus/bus.js'

/** How many news are kept while the bus is away. */
const maxKept = 10_000

/** Brings an engine's news to the bus in their order, and keeps them while it is away. `onLost`: there were too many. */
export function createOutbox(
  publish: BusMember['publish'],
  onLost: () => void,
): { add(news: BusNews): void; flush(): void } {
  let kept: BusNews[] = []
  let isFlushing = false
  let hasLost = false

  function keep(news: BusNews) {
    kept.push(news)
    if (kept.length <= maxKept) return
    kept.shift()
    hasLost = true
  }

  async function flush() {
    if (isFlushing) return
    isFlushing = true
    try {
      for (let [first] = kept; first; [first] = kept) {
        await publish(first)
        if (kept[0] === first) kept.shift()
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
      keep(news)
      void flush()
    },
    flush: () => void flush(),
  }
}
