import type { Clock } from '../contract/environment.js'

export interface Coalescer<Item> {
  add(item: Item): void
  isWaiting(): boolean
  /** Hands over what waits, without waiting for its turn. */
  flush(): void
  cancel(): void
}

/** After a pass nothing is written for so many times its cost: passes take a fifth of the main thread at most. */
const restFactor = 4
/** News that a pass hands over where the next one may come before the screen's frame: more are a flood. */
const fewNews = 8

/**
 * Returns when the next pass may begin, before the screen's next frame: never in a flood of news.
 * All times are of the monotonic clock, in ms. A pass ends once what it wrote is drawn.
 */
export function getNextPassAt(startedAt: number, endedAt: number, news: number): number {
  return news > fewNews ? Infinity : endedAt + restFactor * (endedAt - startedAt)
}

/**
 * Collects items and hands them over: at once while that costs little, else later, and at the screen's next frame at
 * the latest. In a flood, and where the clock has no `afterTask` to measure the cost with, it is done once a frame.
 */
export function createCoalescer<Item>(clock: Clock, flush: (items: readonly Item[]) => void): Coalescer<Item> {
  const items = new Set<Item>()
  let news = 0
  /** Infinity: the frame decides. */
  let nextPassAt = 0
  let cancelFrame: (() => void) | undefined
  let cancelTimer: (() => void) | undefined

  function handOver() {
    const batch = [...items]
    items.clear()
    news = 0
    if (batch.length > 0) flush(batch)
  }

  function run() {
    cancelTimer?.()
    cancelTimer = undefined
    nextPassAt = Infinity
    // The screen's next frame ends a quiet one, not the time: where drawing takes longer than a frame,
    // every frame would seem quiet.
    cancelFrame ??= clock.nextFrame(() => {
      cancelFrame = undefined
      nextPassAt = 0
      schedule()
    })
    const startedAt = clock.now()
    const count = news
    handOver()
    clock.afterTask?.(() => {
      // A frame that came meanwhile has freed the next one.
      if (cancelFrame) nextPassAt = getNextPassAt(startedAt, clock.now(), count)
      schedule()
    })
  }

  function schedule() {
    const delayMs = nextPassAt - clock.now()
    if (items.size > 0 && delayMs <= 0) run()
    // The frame comes in any case.
    else if (items.size > 0 && delayMs < Infinity) cancelTimer ??= clock.after(delayMs, run)
  }

  return {
    add(item) {
      items.add(item)
      news += 1
      schedule()
    },
    isWaiting: () => items.size > 0,
    flush: handOver,
    cancel() {
      cancelFrame?.()
      cancelTimer?.()
      items.clear()
    },
  }
}
