/** Everything that the engine takes from outside, so that tests run on fake time and nothing hangs from a module. */
export interface Environment {
  readonly clock: Clock
  /** U(0, 1), for jitter. */
  random(): number
  readonly page: Page
  /** Rendering on a server holds no state and opens nothing. */
  readonly isServer: boolean
}

export interface Clock {
  /** Monotonic, in ms. */
  now(): number
  /** Wall time, in unix ms: for people, never for decisions. */
  unixNow(): number
  /** Calls back once after `ms`; returns its cancel. */
  after(ms: number, callback: () => void): () => void
  /** Calls back once at the screen's next frame, or soon where there is none; returns its cancel. */
  nextFrame(callback: () => void): () => void
  /**
   * Calls back in a task of its own, after what was written before has been drawn: so a write's cost is measured.
   * Without it writes come at most once a frame.
   */
  afterTask?(callback: () => void): void
}

/**
 * The page's own state, where it has one. Offline and gone are hints, which may be wrong: what is tried is slowed down,
 * and goes on.
 */
export interface Page {
  isVisible(): boolean
  isOnline(): boolean
  /**
   * - `change`: visibility or online state may have changed, or the window came into focus.
   * - `hide`: the page may go to the back-forward cache; links are to be closed.
   * - `wake`: the page is back from there, or from being frozen; what it knows is old.
   */
  watch(listener: (signal: PageSignal) => void): () => void
}

export type PageSignal = 'change' | 'hide' | 'wake'
