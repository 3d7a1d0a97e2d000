import type { Clock } from '../contract/environment.js'

export interface Coalescer<Item> {
  add(item: Item): void
  isWaiting(): boolean
  /** Hands over what waits, without waiting for the frame. */
  flush(): void
  cancel(): void
}

/**
 * Collects items and hands them over at most once a frame of the screen.
 * It does so at once after a quiet frame, else at the next one.
 */
export function createCoalescer<Item>(clock: Clock, flush: (items: readonly Item[]) => void): Coalescer<Item> {
  const items = new Set<Item>()
  let cancelFrame: (() => void) | undefined

  function handOver() {
    const batch = [...items]
    items.clear()
    if (batch.length > 0) flush(batch)
  }

  function run() {
    // The screen's next frame ends a quiet one, not the time: where drawing takes longer than a frame,
    // every frame would seem quiet.
    cancelFrame = clock.nextFrame(() => {
      cancelFrame = undefined
      if (items.size > 0) run()
    })
    handOver()
  }

  return {
    add(item) {
      items.add(item)
      if (!cancelFrame) run()
    },
    isWaiting: () => items.size > 0,
    flush: handOver,
    cancel() {
      cancelFrame?.()
      items.clear()
    },
  }
}
