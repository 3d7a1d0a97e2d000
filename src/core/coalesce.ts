import type { Clock } from './environment.js'

/** One frame of a 60 Hz screen, in ms. */
const frameMs = 16

export interface Coalescer<Item> {
  add(item: Item): void
  cancel(): void
}

/** Collects items and hands them over at most once a frame of the screen: at once after a quiet frame, else at the next. */
export function createCoalescer<Item>(clock: Clock, flush: (items: readonly Item[]) => void): Coalescer<Item> {
  const items = new Set<Item>()
  let flushedAt = -Infinity
  let cancelFrame: (() => void) | undefined

  function run() {
    cancelFrame = undefined
    flushedAt = clock.now()
    const batch = [...items]
    items.clear()
    flush(batch)
  }

  return {
    add(item) {
      items.add(item)
      if (cancelFrame) return
      if (clock.now() - flushedAt >= frameMs) run()
      else cancelFrame = clock.nextFrame(run)
    },
    cancel() {
      cancelFrame?.()
      cancelFrame = undefined
      items.clear()
    },
  }
}
