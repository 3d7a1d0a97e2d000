'use client'

import { useSyncExternalStore } from 'react'

/** False on a server and while hydrating, so that both render the same; what depends on the reader's own machine waits for it. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    watchNothing,
    () => true,
    () => false,
  )
}

const watchNothing = () => () => {}
