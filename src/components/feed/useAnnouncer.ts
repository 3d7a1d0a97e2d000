'use client'

import { useEffect, useRef, useState } from 'react'
import type { Say } from '../part/PartContext.js'

/** A burst becomes one sentence. */
const everyMs = 5000

/** Says how many came, every few seconds at most. */
export function useAnnouncer(say: Say, arrived: number, toText: (count: number) => string): void {
  const [told, setTold] = useState(arrived)
  const latest = useRef({ arrived, toText })
  const hasNews = arrived !== told

  useEffect(() => {
    latest.current = { arrived, toText }
  })

  useEffect(() => {
    if (!hasNews) return undefined
    const timer = setTimeout(() => {
      const { arrived, toText } = latest.current
      say(latest, toText(arrived - told))
      setTold(arrived)
    }, everyMs)
    return () => clearTimeout(timer)
  }, [hasNews, say, told])
}
