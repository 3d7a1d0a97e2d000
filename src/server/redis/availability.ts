import type { Clock } from '../../core/contract/environment.js'
import { withTimeout } from './commandTimeout.js'

/**
 * - `opening`: the first connection isn't open yet; callers wait for it.
 * - `open`: Redis can be read and written.
 * - `away`: it can't; callers are rejected.
 * - `over`: the member has left; callers are rejected.
 */
type State = 'opening' | 'open' | 'away' | 'over'

/** Tells if a member can use Redis. */
export interface Availability {
  isOpen(): boolean
  isOver(): boolean
  /** Returns true if Redis was away before. */
  setOpen(): boolean
  setAway(): void
  setOver(): void
  /** Rejects while Redis is away, and where the first connection takes longer than `commandMs`. */
  waitUntilOpen(): Promise<void>
}

export function createAvailability(clock: Clock, commandMs: number): Availability {
  let state: State = 'opening'
  let resolveOpened = () => {}
  const opened = new Promise<void>((resolve) => {
    resolveOpened = resolve
  })

  return {
    isOpen: () => state === 'open',
    isOver: () => state === 'over',
    setOpen() {
      const wasAway = state === 'away'
      state = 'open'
      resolveOpened()
      return wasAway
    },
    setAway() {
      state = 'away'
    },
    setOver() {
      state = 'over'
    },
    async waitUntilOpen() {
      if (state === 'away' || state === 'over') throw new Error('Redis is away.')
      if (state === 'opening') await withTimeout(clock, commandMs, opened)
    },
  }
}
