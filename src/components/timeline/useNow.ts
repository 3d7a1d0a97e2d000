'use client'

import { useCallback, useRef, useSyncExternalStore } from 'react'

/**
 * The time in unix ms; undefined on a server and while hydrating, so that both render the same. Given `since`, it moves
 * on by itself: each second in the first minute, each minute in the first hour, and so on.
 */
export function useNow(since: number | undefined): number | undefined {
  const now = useRef<number>(undefined)
  const subscribe = useCallback(
    (changed: () => void) => {
      if (since === undefined) return () => {}
      let timer: ReturnType<typeof setTimeout>
      const tick = () => {
        now.current = Date.now()
        changed()
        timer = setTimeout(tick, toInterval(now.current - since))
      }
      timer = setTimeout(tick, toInterval(Date.now() - since))
      return () => clearTimeout(timer)
    },
    [since],
  )
  return useSyncExternalStore(
    subscribe,
    () => (now.current ??= Date.now()),
    () => undefined,
  )
}

const toInterval = (age: number) => (age < 60_000 ? 1_000 : age < 3_600_000 ? 60_000 : 3_600_000)
