'use client'

import { useState } from 'react'

/** Longer chains of successors are no chains, but a service's mistake. */
const longest = 10

export interface Succession {
  /** The request that is followed now. */
  readonly requestId: string | undefined
  /** Goes on to a request that took this one's place. A circle ends where it would close. */
  readonly follow: (successor: string | undefined) => void
}

/** Remembers which request took whose place, as long as the first one stays the same. */
export function useSuccessor(first: string | undefined): Succession {
  const [path, setPath] = useState<readonly (string | undefined)[]>([])
  const ids = path[0] === first ? path : [first]
  return {
    requestId: ids.at(-1) ?? first,
    // State changes while rendering, so that nothing of the former request is drawn as its end.
    follow(successor) {
      if (!/^0x[\da-f]+$/i.test(successor ?? '') || ids.length > longest) return
      if (!ids.some((id) => id?.toLowerCase() === successor?.toLowerCase())) setPath([...ids, successor])
    },
  }
}
