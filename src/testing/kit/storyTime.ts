import type { SimulatorClock } from './clock.js'

/** When a story's time begins: at once, or when a client first subscribes to it or asks for it. */
export type StoryBeginning = 'at-once' | 'when-asked'

export interface StoryTimeOptions {
  readonly clock: SimulatorClock
  /** 2 plays the story twice as fast. */
  readonly speed: number
  /** Default `at-once`. */
  readonly begins?: StoryBeginning | undefined
}

/** The time of one story. */
export interface StoryTime {
  /** Calls back after `ms` of the story's time, at once where that is 0 or less. Time begins with the story. */
  after(ms: number, run: () => void): void
  /** Lets the time begin, where it hasn't yet. */
  begin(): void
  /** Call this once everything is planned: a story without anything to come is over. */
  planned(): void
  /** Settles when nothing is to come any more. */
  readonly done: Promise<void>
  /** Forgets what is to come. */
  stop(): void
}

export function createStoryTime({ clock, speed, begins = 'at-once' }: StoryTimeOptions): StoryTime {
  const timers = new Set<unknown>()
  const held: { readonly ms: number; readonly run: () => void }[] = []
  let isHeld = begins === 'when-asked'
  let finish: (() => void) | undefined
  const done = new Promise<void>((resolve) => {
    finish = resolve
  })

  const finishIfOver = (): void => {
    if (timers.size === 0 && held.length === 0) finish?.()
  }
  const after = (ms: number, run: () => void): void => {
    if (ms <= 0) {
      run()
      return
    }
    if (isHeld) {
      held.push({ ms, run })
      return
    }
    const timer = clock.setTimeout(() => {
      timers.delete(timer)
      run()
      finishIfOver()
    }, ms / speed)
    timers.add(timer)
  }

  return {
    after,
    begin() {
      isHeld = false
      for (const { ms, run } of held.splice(0)) after(ms, run)
    },
    planned: finishIfOver,
    done,
    stop() {
      for (const timer of timers) clock.clearTimeout(timer)
      timers.clear()
      held.length = 0
    },
  }
}
