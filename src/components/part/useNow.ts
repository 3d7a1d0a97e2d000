'use client'

import { useCallback, useContext, useSyncExternalStore } from 'react'
import { ReactPartContext } from './PartContext.js'

/**
 * Returns the service's time in unix ms, or else the wall clock's, in whole seconds, and renders again at each while
 * `isCounting`; 0 where it isn't counting. It is undefined on a server and while hydrating, so that both render the
 * same.
 */
export function useNow(isCounting: boolean): number | undefined {
  const { clockOffsetMs = 0 } = useContext(ReactPartContext)
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
    () => (isCounting ? Math.ceil((Date.now() + clockOffsetMs) / 1000) * 1000 : 0),
    () => undefined,
  )
}
