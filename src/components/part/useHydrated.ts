'use client'

import { useNow } from './useNow.js'

/**
 * Returns false on a server and while hydrating, so that both render the same. Text that depends on the reader's own
 * machine waits for true.
 */
export function useHydrated(): boolean {
  return useNow(false) !== undefined
}
