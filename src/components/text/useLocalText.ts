'use client'

import { useSyncExternalStore } from 'react'

/**
 * Returns a text in the reader's own language; `bare` on a server and while hydrating, so that both render the same.
 */
export function useLocalText(bare: string, toText: () => string): string {
  return useSyncExternalStore(watchNothing, toText, () => bare)
}

const watchNothing = () => () => {}
