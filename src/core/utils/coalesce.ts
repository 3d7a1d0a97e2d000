import type { Clock } from '../contract/environment.js'

export interface Coalescer<Item> {
  add(item: Item): void
  cancel(): void
}

/** Collects items and hands them over at most once a frame of the screen: at once after a quiet frame, else at the next. */
export function createCoalescer<Item>(clock: Clock, flush: (items: readonly Item[]) => void): Coalescer<Item> {
  const items = new Set<Item>()
  let cancelFrame: (() => void) | undefined

  function run() {
    const batch = [...items]
    items.clear()
    // The next frame tells a quiet one, not the time: where drawing takes longer than a frame, it would always seem quiet.
    cancelFrame = clock.nextFrame(() => {
      cancelFrame = undefined
      if (items.size > 0) run()
    })
    flush(batch)
  }

  return {
    add(item) {
      items.add(item)
      if (!cancelFrame) run()
    },
    cancel() {
      cancelFrame?.()
      items.clear()
    },
  }
}
