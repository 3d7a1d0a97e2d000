'use client'

import { useCallback, useSyncExternalStore } from 'react'

/**
 * Returns the wall clock's time in unix ms, in whole seconds, and renders again at each while `isCounting`; 0 where it
 * isn't counting. It is undefined on a server and while hydrating, so that both render the same.
 */
export function useNow(isCounting: boolean): number | undefined {
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!isCounting) return () => {}
      const timer = setInterval(changed, 1000)
      return () => clearInterval(timer)
    },
    [isCounting],
  )
  return useSyncExternalStore(
    subscribe,
    // A second that is begun counts: a time of this second is not ahead.
    () => (isCounting ? Math.ceil(Date.now() / 1000) * 1000 : 0),
    () => undefined,
  )
}
