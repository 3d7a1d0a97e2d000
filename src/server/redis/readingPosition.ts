import type { Clock } from '../../core/contract/environment.js'
import { withTimeout } from './commandTimeout.js'
import { compareIds } from './streamPieces.js'

/** The position in the stream that a member has read to. */
export interface ReadingPosition {
  /** Returns the id of the last piece. Undefined until there is a position. */
  get(): string | undefined
  set(id: string): void
  /** Resolves to the id once the member has read every piece up to it. Rejects after `commandMs`. */
  reach(id: string): Promise<string>
}

interface Waiting {
  readonly id: string
  readonly resolve: (id: string) => void
}

export function createReadingPosition(clock: Clock, commandMs: number): ReadingPosition {
  let last: string | undefined
  let waiting: readonly Waiting[] = []
  const isReached = (id: string) => last !== undefined && compareIds(last, id) >= 0

  return {
    get: () => last,
    set(next) {
      last = next
      const before = waiting
      waiting = before.filter(({ id }) => !isReached(id))
      for (const { id, resolve } of before) if (isReached(id)) resolve(id)
    },
    async reach(id) {
      if (isReached(id)) return id
      const reached = new Promise<string>((resolve) => {
        waiting = [...waiting, { id, resolve }]
      })
      return withTimeout(clock, commandMs, reached)
    },
  }
}
