/** Browsers open six connections to one server over HTTP/1.1: a stream takes one, two while it is replaced. */
const maxUnderWay = 4

/** Lets so many requests run at once, whichever protocol they are of. One that is aborted waits no longer. */
export function takeTurns(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  const waiting = new Set<() => void>()
  let underWay = 0

  return async (input, init) => {
    const signal = init?.signal
    const mustWait = () => underWay >= maxUnderWay && !signal?.aborted
    while (mustWait())
      await new Promise<void>((resolve) => {
        const start = () => {
          waiting.delete(start)
          signal?.removeEventListener('abort', start)
          resolve()
        }
        signal?.addEventListener('abort', start)
        waiting.add(start)
      })
    // It rejects, and takes nobody's turn.
    if (signal?.aborted) return fetch(input, init)
    underWay += 1
    try {
      return await fetch(input, init)
    } finally {
      underWay -= 1
      const [next] = waiting
      next?.()
    }
  }
}
